"""What a payment paid and what it could pay: one row each, oldest first as proposed, changed by hand where somebody chooses."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.tabs import TRADE
from xianji.kit import registry
from xianji.kit.records.panels import Panel, RelatedList
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.invoices.rules import spread
from xianji.sales.payments.actions import allocate, waits
from xianji.sales.payments.models import Payment
from xianji.sales.receivables.models import Receivable

MOST = 30


class Split(Panel):
    def context(self, record: Payment, request: HttpRequest) -> dict[str, Any]:
        resource = registry.resource_of(Receivable)
        paid = record.allocations.select_related("receivable").order_by("pk")
        open_ones = proposed(record) if allocate.open_to(record, actor.current()) and not waits(record) else []
        return {
            "paid": [{"one": one, "href": resource.address(one.receivable_id)} for one in paid],
            "open": open_ones, "left": writing.money(record.left), "waits": waits(record), "resource": resource,
            "percent": int((record.amount - record.left) * 100 / record.amount) if record.amount else 0,
            "href": f"/sales/payments/{record.pk}/split",
        }  # fmt: skip


def proposed(record: Payment) -> list[dict[str, Any]]:
    """What the customer owes and does not dispute, with what oldest first would pay of it."""
    owed = Receivable.objects.filter(customer=record.customer_id, state__in=("open", "partly"), balance__gt=0)
    rows = list(owed.order_by("due_on", "issued_on", "pk")[:MOST])
    parts = spread(record.left, {one.pk: one.balance for one in rows})
    return [{"one": one, "part": parts.get(one.pk, "")} for one in rows]


def advance(customer: Any) -> str:
    """What a customer has paid that waits for an invoice; empty where there is nothing."""
    rows = Payment.objects.filter(customer=customer, state=Payment.State.CONFIRMED, left__gt=0)
    total = rows.aggregate(sum=Sum("left"))["sum"] or Decimal(0)
    return _("%(amount)s paid and not allocated yet") % {"amount": writing.money(total)} if total else ""


PAID = RelatedList(model=Payment, via="customer", columns=["number", "value_on", "amount", "left", "state"], place="tab",
                   fold=TRADE, order=5)  # fmt: skip
SPLIT = Split("split", gettext_lazy("What it pays"), "sales/split.html", "main")
