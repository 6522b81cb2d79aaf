"""How expenses are shown, also where they were spent."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.campaigns.models import Campaign
from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.expenses.actions import approve, pay, reject, rework, submit
from xianji.sales.expenses.models import Expense
from xianji.sales.visits.models import Visit

SHOWN = ["number", "kind", "amount", "spent_on", "state"]


class ExpenseResource(Resource):
    """What was spent on selling, with its receipts."""

    model = Expense
    icon = "receipt"
    on_phone = True
    purpose = _("What was spent on selling, on whom, and with which receipt.")
    sections = {
        _("Expense"): ["number", "kind", "spent_on", "amount", "tax", "purpose", "state", "paid_on", "owner"],
        _("Spent on whom"): ["customer", "visit", "campaign", "recipients", "heads"],
    }
    facts = ["kind", "amount", "owner", "spent_on", "customer", "paid_on"]
    fixed = ["number", "state", "paid_on"]
    columns = ["number", "kind", "purpose", "customer", "amount", "spent_on", "state", "owner"]
    filters = ["state", "kind", "customer", "visit", "campaign", "owner", "spent_on", "amount"]
    search = ["number", "purpose"]
    quick = ["kind", "amount", "spent_on", "purpose", "customer"]
    depends = {"visit": "customer"}
    imports = [
        "number", "kind", "spent_on", "amount", "tax", "purpose", "customer", "recipients", "heads", "owner",
    ]  # fmt: skip
    dates = ["spent_on"]
    actions = [submit, approve, reject, rework, pay]
    on = {
        Customer: [RelatedList(model=Expense, via="customer", columns=SHOWN, place="tab", fold=DEALINGS, order=9)],
        Visit: [RelatedList(model=Expense, via="visit", columns=SHOWN)],
        Campaign: [RelatedList(model=Expense, via="campaign", columns=SHOWN)],
    }
    rights = {
        "REP MR CS HR": "CRU p", "LEG": "CRUA a", "SUP RM": "CRUA b", "SD EXE": "RA a", "FIN": "CRUAX a",
    }  # fmt: skip
