"""How findings are shown: the list of duties missed or due soon."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.policy.findings.actions import ask_exception
from xianji.policy.findings.models import ACTIVE, MISSED, Finding

SHOWN = ["control", "clause", "about_title", "given", "state", "due_on", "counts_from", "resolved_on", "rung", "owner"]
OVERDUE, UNDONE = (f"state={','.join(states)}" for states in (MISSED, ACTIVE))


class FindingResource(Resource):
    """Duties of the regulation that are due or were missed, one line per object and due day."""

    model = Finding
    icon = "alert-triangle"
    picture = "none"
    purpose = _("Every duty is kept. What is missed shows here, the night after its day.")
    sections = {_("Finding"): SHOWN}
    facts = ["clause", "due_on", "owner", "given"]
    fixed = SHOWN
    columns = ["about_title", "control", "clause", "state", "due_on", "given", "owner"]
    filters = ["state", "owner", "clause", "due_on"]
    order = ["due_on"]
    tabs = {
        _("Overdue"): OVERDUE, _("Mine, open"): f"owner=me&{UNDONE}", _("My team, overdue"): f"owner=team&{OVERDUE}",
    }  # fmt: skip
    actions = [ask_exception]
    imports = []
    rights = {"REP CS MR HR LEG FIN": "RE s", "SUP RM": "REX b", "SD ADM": "REX a", "EXE": "RX a"}
