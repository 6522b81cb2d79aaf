"""How receivables are shown, brought in from the ledger, and stand on their customer's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.risk.risks.panel import RISKS
from xianji.sales.invoices.models import Invoice
from xianji.sales.invoices.placing import place_many
from xianji.sales.receivables.actions import LEGAL, agree, ask_write_off, dispute, provide, set_due, write_off
from xianji.sales.receivables.brought import bring, settled_before
from xianji.sales.receivables.charging import credit
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.panels import MONEY, STORY


class ReceivableResource(Resource):
    """What customers owe, by when, and how it is collected."""

    model = Receivable
    icon = "coins"
    purpose = _("What customers owe us: from invoices, or brought in from the ledger.")
    sections = {
        _("Receivable"): ["number", "document", "customer", "invoice", "term", "state", "owner"],
        _("Money and dates"): ["amount", "balance", "issued_on", "due_on", "settled_on", "provision"],
        _("Collecting"): ["promised_on", "broken_on", "disputed_because"],
    }
    facts = ["customer", "balance", "due_on", "amount", "owner", "promised_on"]
    fixed = [
        "number", "invoice", "state", "balance", "settled_on", "promised_on", "broken_on", "disputed_because", "provision",
        "owner",
    ]  # fmt: skip
    columns = ["number", "customer", "document", "balance", "due_on", "amount", "state", "promised_on", "owner"]
    filters = ["state", "customer", "due_on", "balance", "owner", "issued_on", "promised_on", "invoice"]
    search = ["number", "document"]
    order = ["due_on"]
    quick = ["customer", "document", "amount", "issued_on", "due_on"]
    imports = [
        "number", "document", "customer", "amount", "issued_on", "due_on", "settled_on", "disputed_because", "term", "owner",
    ]  # fmt: skip
    tabs = {
        pgettext_lazy("receivable", "Owed"): "state=open,partly,disputed",
        _("Overdue"): "state=open,partly,disputed&due_on=..yesterday",
        _("Due soon"): "state=open,partly&due_on=today..in_7_days", _("Disputed"): "state=disputed",
    }  # fmt: skip
    dates = ["due_on"]
    actions = [dispute, agree, set_due, provide, ask_write_off, write_off]
    panels = [STORY, RISKS]
    stages = [Receivable.State.OPEN, Receivable.State.PARTLY, Receivable.State.SETTLED]
    on = {
        Customer: [MONEY],
        Invoice: [credit, RelatedList(model=Receivable, via="invoice", columns=["number", "term", "due_on", "balance", "state"])],
    }
    rights = {
        "REP": "R s", "SUP": "R b", "RM": "RX b", "SD": "RX a", "CS": "R p", "LEG": f"R{LEGAL} a", "EXE": "R a",
        "FIN": f"CRUA{LEGAL}X a",
    }  # fmt: skip

    def before_import(self, records: list[Any]) -> None:
        place_many(records)
        settled_before(records)

    def before_update(self, records: list[Any]) -> None:
        settled_before(records)

    def settle_import(self, records: list[tuple[Any, dict[str, str]]]) -> None:
        bring([record for record, _told in records])
