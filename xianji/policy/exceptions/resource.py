"""How exceptions are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.policy.exceptions.actions import close, grant, refuse
from xianji.policy.exceptions.models import ControlException


class ControlExceptionResource(Resource):
    """Where a duty need not be kept for a while, and who agreed."""

    model = ControlException
    icon = "shield-off"
    purpose = _("Nobody is spared a duty at present. Ask for an exception on the finding itself, with a reason and an end.")
    sections = {
        _("What for"): ["number", "control", "clause", "about_title", "person", "scope_unit"],
        _("Why"): ["reason", "compensation"],
        _("How long"): ["valid_from", "valid_to", "state", "approver", "is_automatic"],
    }
    facts = ["clause", "valid_from", "valid_to", "approver", "owner"]
    columns = ["number", "about_title", "clause", "state", "valid_to", "owner", "approver"]
    filters = ["state", "owner", "clause", "valid_to"]
    search = ["number", "about_title"]
    order = ["-created_at"]
    actions = [grant, refuse, close]
    imports = []
    rights = {"REP CS MR HR": "RU s", "SUP RM": "RU b", "SD LEG FIN ADM": "RU a", "EXE": "R a"}
