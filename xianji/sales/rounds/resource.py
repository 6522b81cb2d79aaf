"""How the visit plans of a month are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.resource import Resource
from xianji.sales.rounds.actions import add_stop, approve, propose, reconsider, submit
from xianji.sales.rounds.models import VisitPlan
from xianji.sales.rounds.panel import MONTH


class VisitPlanResource(Resource):
    """Who visits whom in a month, in which order."""

    model = VisitPlan
    icon = "route"
    purpose = _("Proposed from how often each class is visited; moved by hand, and approved before the month begins.")
    sections = {_("Visit plan"): ["number", "month", "focus", "state", "submitted_at", "approved_on", "owner"]}
    facts = ["month", "owner", "submitted_at", "approved_on"]
    fixed = ["number", "state"]
    columns = ["number", "month", "state", "submitted_at", "approved_on", "owner"]
    filters = ["state", "owner", "month"]
    search = ["number"]
    order = ["-month"]
    imports = []
    actions = [propose, add_stop, submit, approve, reconsider]
    panels = [MONTH]
    rights = {"REP": "CRU p", "SUP": "CRUA b", "RM": "CRUA b", "SD": "CRUAX a", "MR CS EXE": "R a"}
