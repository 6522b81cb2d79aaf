"""An invoice's way: asked for, issued under its number, credited in part, taken back. What it charges is charged by a follower
above (receivables), so that no invoice is without."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.actions import action, lock
from xianji.kit.days import past
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import money
from xianji.sales.invoices import rules
from xianji.sales.invoices.models import Invoice, InvoiceLine

State = Invoice.State


@action(
    Invoice, when=State.REQUESTED, then=State.ISSUED, label=gettext_lazy("Issue"), icon="file-invoice", letter="A", primary=True,
    alone=True,
        says=gettext_lazy("From now on it is owed and does not change any more; an error is put right by taking it "
                          "back."))  # fmt: skip
def issue(invoice: Invoice, *, by: Any, external_no: str = "", issued_on: date | None = None) -> None:
    """It has its number, and is owed from now on."""
    add_up(invoice)
    if invoice.gross <= 0:
        raise Refused(_("An invoice without lines charges nothing. Add what it is for."))
    invoice.external_no = external_no.strip() or invoice.external_no
    invoice.issued_on = past(issued_on)
    must_be_agreed(invoice)


@action(
    Invoice, when=State.ISSUED, then=State.REVERSED, label=gettext_lazy("Take the invoice back"), icon="file-x", letter="A",
    danger=True, alone=True,
)  # fmt: skip
def reverse(invoice: Invoice, *, by: Any, why: str) -> None:
    """A red invoice over the whole; nothing of it is owed any more."""
    invoice.reason = why.strip()[:200]


def add_up(invoice: Invoice) -> None:
    """Net, tax and both from its lines; an invoice without lines keeps what stands there."""
    lines = InvoiceLine.unscoped.filter(invoice=invoice, deleted_at=None).values_list("net", "rate")
    if found := list(lines):
        invoice.net, invoice.tax, invoice.gross = rules.totals(found)


def must_be_agreed(invoice: Invoice) -> None:
    """All invoices of a contract together charge no more than its gross, nor those of an order; what was agreed is held while
    this is looked at."""
    for name in ("contract", "order"):
        if getattr(invoice, f"{name}_id") is None:
            continue
        agreed = lock(getattr(invoice, name))
        if over := rules.beyond(invoice.gross, charged(invoice, name), getattr(agreed, "gross", None)):
            told = {"over": writing.money(over), "what": agreed}
            raise Refused(_("This would charge %(over)s more than %(what)s is about.") % told)


def charged(invoice: Invoice, name: str) -> Decimal:
    """What other invoices charged for the same contract or order before, less what was credited."""
    rows = Invoice.unscoped.filter(**{name: getattr(invoice, f"{name}_id")}, state=State.ISSUED, deleted_at=None)
    found = rows.exclude(pk=invoice.pk).aggregate(
        plain=Sum("gross", filter=Q(credits=None)), back=Sum("gross", filter=Q(credits__isnull=False))
    )
    return money.minus(found["plain"] or rules.ZERO, found["back"] or rules.ZERO)
