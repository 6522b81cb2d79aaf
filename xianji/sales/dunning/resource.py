"""How dunning is shown: the steps, the statements, the plans."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import TRADE
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.dunning.actions import answer, approve, break_off, clear, finish, send, skip, submit
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.dunning.panels import ACCOUNT, CLAIM, PARTS

RIGHTS = {"REP": "CRU s", "SUP": "RU b", "RM": "RA b", "SD": "RA a", "LEG": "CRU a", "FIN": "CRUAX a", "EXE": "R a"}


class DunningActionResource(Resource):
    """The steps by which what is overdue is collected."""

    model = DunningAction
    icon = "bell-ringing"
    purpose = _("Steps by which overdue claims are collected; the ladder opens them at night, people do them in order.")
    sections = {
        _("Step of dunning"): ["number", "step", "receivable", "customer", "due_on", "state", "owner", "note"],
        _("What came of it"): ["done_on", "channel", "response", "proof", "promised_on"],
    }
    facts = ["customer", "receivable", "due_on", "owner", "done_on"]
    fixed = ["number", "state", "done_on", "channel", "response", "proof", "promised_on"]
    columns = ["number", "step", "customer", "receivable", "due_on", "state", "promised_on", "owner"]
    filters = ["state", "step", "customer", "receivable", "due_on", "owner"]
    search = ["number"]
    depends = {"receivable": "customer"}
    order = ["due_on"]
    imports = []
    dates = ["due_on"]
    tabs = {_("To be done"): "state=due"}
    stages = [DunningAction.State.DUE, DunningAction.State.DONE]
    actions = [finish, skip]
    panels = [CLAIM]
    rights = RIGHTS


class StatementResource(Resource):
    """What a customer owes as they confirm it."""

    model = Statement
    icon = "file-text"
    purpose = _("What customers owed at the end of a period, sent to them and confirmed in writing.")
    sections = {
        _("Statement of balance"): ["number", "customer", "from_on", "to_on", "state", "owner"],
        _("Amounts"): ["opening", "charged", "settled", "closing"],
        _("Answer"): ["said", "difference", "confirmed_on", "note"],
    }
    facts = ["customer", "closing", "said", "difference", "to_on", "owner"]
    fixed = ["number", "state", "opening", "charged", "settled", "closing", "said", "difference", "confirmed_on", "owner"]
    columns = ["number", "customer", "from_on", "to_on", "closing", "difference", "state", "owner"]
    filters = ["state", "customer", "to_on", "owner"]
    search = ["number"]
    order = ["-to_on"]
    quick = ["customer", "from_on", "to_on"]
    imports = []
    dates = ["to_on"]
    actions = [send, answer, clear]
    panels = [ACCOUNT]
    on = {
        Customer: [
            RelatedList(
                model=Statement, via="customer", columns=["number", "to_on", "closing", "state"], place="tab", fold=TRADE,
                order=6,
            )
        ]
    }  # fmt: skip
    rights = RIGHTS


class RepaymentPlanResource(Resource):
    """An overdue sum in parts."""

    model = RepaymentPlan
    icon = "calendar-dollar"
    purpose = _("Overdue sums that are paid in monthly parts, as agreed with the customer and approved.")
    sections = {
        _("Plan of repayment"): ["number", "customer", "amount", "first_on", "parts", "state", "owner"],
        _("What was agreed"): ["note", "approved_on"],
    }
    facts = ["customer", "amount", "first_on", "parts", "owner"]
    fixed = ["number", "state", "approved_on", "owner"]
    columns = ["number", "customer", "amount", "first_on", "parts", "state", "owner"]
    filters = ["state", "customer", "first_on", "owner"]
    search = ["number"]
    quick = ["customer", "amount", "first_on", "parts"]
    imports = []
    dates = ["first_on"]
    actions = [submit, approve, break_off]
    panels = [PARTS]
    rights = RIGHTS
