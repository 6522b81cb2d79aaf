"""How news about customers is shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.customers.events.actions import answer, check_credit, triage
from xianji.customers.events.models import AccountEvent
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["subject", "kind", "severity", "happened_on", "state"]


class AccountEventResource(Resource):
    """What happens to our customers."""

    model = AccountEvent
    icon = "news"
    picture = "none"
    purpose = _("Entries in the register, lawsuits, new management, late payments: what to know before the next talk.")
    sections = {
        pgettext_lazy("news", "News"): [
            "number", "customer", "subject", "kind", "severity", "happened_on", "heard_from", "text", "owner",
        ],
        _("What came of it"): ["state", "triaged_at", "meaning", "answer", "credit_checked_on", "credit_outcome"],
    }  # fmt: skip
    facts = ["customer", "kind", "severity", "happened_on", "triaged_at", "credit_checked_on", "owner"]
    fixed = ["number", "state"]
    columns = ["subject", "customer", "kind", "severity", "happened_on", "state", "owner"]
    filters = ["state", "severity", "customer", "owner", "happened_on"]
    search = ["subject", "number", "heard_from"]
    order = ["-happened_on"]
    quick = ["customer", "subject", "kind", "severity", "happened_on", "heard_from"]
    actions = [triage, answer, check_credit]
    on = {Customer: [RelatedList(model=AccountEvent, via="customer", place="tab", columns=SHOWN, fold=DEALINGS)]}
    rights = {
        "REP": "CRU p", "SUP": "CRU b", "RM": "CRU b", "SD": "CRUD a", "MR": "CR a", "CS": "CR a", "LEG": "CR a", "FIN": "CRA a",
        "EXE": "R a",
    }  # fmt: skip
