"""How publications of decision tables are shown: the register of what was put forward, why, and what came of it."""

from django.utils.translation import gettext_lazy as _

from xianji.approval.publications.actions import publish, send_back
from xianji.approval.publications.models import Publication
from xianji.kit.resource import Resource


class PublicationResource(Resource):
    """Versions of decision tables that were put to somebody else."""

    model = Publication
    icon = "table"
    picture = ""
    sections = {_("Publication"): ["number", "title", "reason", "effective_on", "state", "owner"]}
    fixed = ["owner"]
    columns = ["title", "reason", "effective_on", "state", "owner", "created_at"]
    filters = ["state", "owner"]
    order = ["-created_at"]
    actions = [publish, send_back]
    imports = []
    in_menu = False
    files = marks = False
    rights = {"REP SUP RM SD MR CS LEG FIN HR EXE ADM": "R a"}
