"""How invoices are shown; their lines are part of them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import store
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.refusals import Refused
from xianji.kit.resource import Resource
from xianji.sales.invoices.actions import add_up, issue, reverse
from xianji.sales.invoices.models import Invoice, InvoiceLine

SHOWN = ["what", "net", "rate"]


class InvoiceLineResource(LineResource):
    """What an invoice charges at which rate."""

    model = InvoiceLine
    icon = "list"
    of = "invoice"
    typed = SHOWN
    columns = ["what", "invoice", "net", "rate", "owner"]
    filters = ["owner"]
    rights = {"REP": "R s", "SUP RM": "R b", "CS": "R p", "SD LEG FIN EXE": "R a"}


class InvoiceResource(Resource):
    """What was charged, under which number, to be paid by when."""

    model = Invoice
    icon = "file-invoice"
    purpose = gettext_lazy("What customers are charged: asked for by sales, issued by finance, owed from that day on.")
    sections = {
        pgettext_lazy("bill", "Invoice"): ["number", "kind", "customer", "contract", "order", "credits", "state", "owner"],
        gettext_lazy("Amounts"): ["net", "tax", "gross"],
        gettext_lazy("Issued"): ["external_no", "issued_on", "due_on", "reason"],
    }
    facts = ["customer", "gross", "issued_on", "due_on", "owner"]
    fixed = ["number", "state", "credits", "net", "tax", "gross", "issued_on", "reason", "owner"]
    columns = ["number", "external_no", "customer", "gross", "issued_on", "due_on", "state", "owner"]
    filters = ["state", "customer", "issued_on", "owner", "contract", "order"]
    search = ["number", "external_no"]
    quick = ["customer", "contract", "order", "kind"]
    depends = {"contract": "customer", "order": "customer"}
    imports = ["number", "external_no", "customer", "kind", "issued_on", "due_on", "net", "tax", "gross", "state", "owner"]
    dates = ["issued_on"]
    lines = {"lines": SHOWN}
    actions = [issue, reverse]
    panels = [RelatedList(model=InvoiceLine, via="invoice", columns=SHOWN, place="main")]
    rights = {"REP": "CR s", "SUP": "R b", "RM": "RX b", "SD": "RX a", "CS": "R p", "LEG EXE": "R a", "FIN": "CRUAX a"}

    def lined(self, record: Any) -> None:
        """The sums follow from the lines, as long as nothing is issued."""
        add_up(record)
        if store.changes(record) and record.state != Invoice.State.REQUESTED:
            raise Refused(_("The invoice is issued; its lines stand. Credit a part, or take it back."))
        store.change(record)
