"""How requests are shown and exchanged: everybody sees what they asked, were asked, and what lies in their reach."""

from django.utils.translation import gettext_lazy as _

from xianji.approval.requests.actions import add_signer, approve, copy_to, delegate, reject, send_back, withdraw
from xianji.approval.requests.models import Request
from xianji.approval.requests.panels import TRAIL
from xianji.kit.resource import Resource


class RequestResource(Resource):
    """What was asked for, who decides, and what came of it."""

    model = Request
    icon = "checklist"
    picture = ""
    sections = {_("Request"): ["number", "title", "about_title", "amount", "state", "step_name", "due_at", "owner", "decided_at"]}
    facts = ["about_title", "amount", "asked_by", "step_name", "due_at", "decided_at"]
    fixed = ["owner"]
    columns = ["about_title", "title", "amount", "asked_by", "step_name", "due_at", "state", "created_at"]
    filters = ["state", "created_at", "owner"]
    search = ["number", "title", "about_title"]
    order = ["-created_at"]
    actions = [approve, send_back, reject, delegate, add_signer, copy_to, withdraw]
    panels = [TRAIL]
    imports = []
    in_menu = False
    rights = {"REP MR CS LEG FIN HR ADM": "R p", "SUP RM": "R b", "SD EXE": "R a"}
