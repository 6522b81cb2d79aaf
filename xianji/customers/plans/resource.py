"""How plans are shown; their actions are lines of theirs and open no door of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.health.panel import HEALTH
from xianji.customers.plans.actions import approve, begin, close, give_tasks, reconsider, review, submit
from xianji.customers.plans.models import AccountPlan, PlanAction
from xianji.customers.plans.panel import PLANS
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["title", "person", "due_on"]


class PlanActionResource(LineResource):
    """Who does what for which plan."""

    model = PlanAction
    icon = "checkbox"
    of = "plan"
    typed = SHOWN
    columns = ["title", "plan", "person", "due_on", "owner"]
    filters = ["owner"]
    rights = {"REP CS": "R p", "SUP RM": "R b", "SD MR LEG FIN EXE": "R a"}


class AccountPlanResource(Resource):
    """What we want to reach with a customer, how, and by when."""

    model = AccountPlan
    icon = "target"
    purpose = _("What we want with our target customers, who does what for it, and until when.")
    sections = {
        _("Plan"): ["name", "number", "customer", "playbook", "from_on", "to_on", "state", "approved_on", "owner"],
        pgettext_lazy("plan", "What for"): ["objectives", "wallet_now", "wallet_target"],
        _("What stands in the way"): ["competitors", "risks"],
        _("Outcome"): ["outcome"],
    }
    facts = ["customer", "owner", "from_on", "to_on", "wallet_now", "wallet_target", "approved_on"]
    fixed = ["number", "state", "approved_on", "outcome"]
    columns = ["name", "customer", "playbook", "to_on", "wallet_target", "state", "owner"]
    filters = ["state", "customer", "playbook", "owner", "to_on"]
    search = ["name", "number"]
    quick = ["name", "customer", "to_on", "objectives"]
    imports = [
        "name", "customer", "from_on", "to_on", "objectives", "wallet_now", "wallet_target", "competitors", "risks", "owner",
    ]  # fmt: skip
    dates = ["to_on"]
    lines = {"actions": SHOWN}
    actions = [submit, approve, begin, review, close, reconsider]
    panels = [RelatedList(model=PlanAction, via="plan", columns=SHOWN, place="main")]
    on = {Customer: [PLANS, HEALTH]}
    rights = {"REP": "CRU p", "SUP": "CRU b", "RM": "CRUADT b", "SD": "CRUADTX a", "CS": "RU p", "MR LEG FIN EXE": "R a"}

    def lined(self, record: Any) -> None:
        if record.state == AccountPlan.State.ACTIVE:
            give_tasks(record)
