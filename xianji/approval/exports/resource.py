"""How exports that were asked for are shown: the register of what left the house, and what for."""

from django.utils.translation import gettext_lazy as _

from xianji.approval.exports.actions import grant, refuse
from xianji.approval.exports.models import ExportRequest
from xianji.approval.exports.panels import READY
from xianji.kit.resource import Resource


class ExportRequestResource(Resource):
    """Exports of many rows, or of what is guarded."""

    model = ExportRequest
    icon = "download"
    picture = ""
    sections = {_("Export"): ["number", "title", "purpose", "recipient", "is_abroad", "rows", "shown", "state", "expires_at",
                             "owner"]}  # fmt: skip
    fixed = ["owner"]
    columns = ["title", "rows", "purpose", "recipient", "state", "owner", "created_at"]
    filters = ["state", "owner"]
    order = ["-created_at"]
    actions = [grant, refuse]
    panels = [READY]
    imports = []
    in_menu = False
    files = marks = False
    rights = {"REP MR CS FIN HR ADM": "R s", "SUP RM": "R b", "SD LEG EXE": "R a"}
