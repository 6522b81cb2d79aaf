"""What a customer reads on its page: its own quotes, orders, what it owes, invoices, and what it asked for."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.lib import money
from xianji.org.company.settled import company
from xianji.org.models import Person
from xianji.sales.invoices.models import Invoice
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.portal import rules
from xianji.sales.portal.models import PageRequest
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED

SHOWN, OWED_SHOWN, ASKED_SHOWN = 10, 50, 5
BACK = timedelta(days=730)
"""Orders and invoices that are older are not shown."""
QUOTED = (Quote.State.SENT, Quote.State.ACCEPTED)


def whole(customer: Customer) -> dict[str, Any]:
    """Everything on the page, each kind by one statement and its lines by another."""
    today = timezone.localdate()
    owed = Receivable.objects.filter(customer=customer, state__in=OWED, balance__gt=0)
    return {
        "quotes": quotes(customer, today), "orders": orders(customer, today), "requests": requests(customer),
        "owed": [{"one": one, "is_late": one.due_on < today} for one in owed.order_by("due_on", "pk")[:OWED_SHOWN]],
        "owed_total": owed.aggregate(total=Sum("balance"))["total"], "invoices": invoices(customer, today),
        "owner": looks_after(customer.owner), "currency": company().currency, "today": today,
    }  # fmt: skip


def looks_after(person: Person | None) -> Person | None:
    """Whom to call: nobody who has left."""
    return person if person and person.state == Person.State.ACTIVE else None


def quotes(customer: Customer, today: date) -> list[dict[str, Any]]:
    """What was sent, the newest first, and what was accepted lately."""
    rows = Quote.objects.filter(customer=customer, state__in=QUOTED, sent_on__gte=today - BACK)
    found = list(rows.select_related("currency").order_by("-sent_on", "-pk")[:SHOWN])
    lines = by(QuoteLine.objects.filter(quote__in=found).select_related("product__uom"), "quote_id") if found else {}
    return [{"one": one, "lines": lines.get(one.pk, ()), "is_open": one.state == Quote.State.SENT} for one in found]


def orders(customer: Customer, today: date) -> list[dict[str, Any]]:
    """Confirmed ones with how far they are."""
    rows = Order.objects.filter(customer=customer, state=Order.State.CONFIRMED, ordered_on__gte=today - BACK)
    found = list(rows.order_by("-ordered_on", "-pk")[:SHOWN])
    lines = by(OrderLine.objects.filter(order__in=found).select_related("product__uom"), "order_id") if found else {}
    return [told(one, lines.get(one.pk, [])) for one in found]


def told(order: Order, lines: list[OrderLine]) -> dict[str, Any]:
    """Steps that a customer understands; how much of it has left us and has come."""
    there = money.plus(*(line.accepted for line in lines))
    all_of_it = money.plus(*(line.quantity for line in lines))
    is_followed = order.delivery != Order.Delivered.NONE
    return {
        "one": order, "lines": lines, "is_followed": is_followed, "shipped": rules.done(order.shipped, order.gross),
        "accepted": rules.done(there, all_of_it), "is_done": order.delivery in (Order.Delivered.DONE, Order.Delivered.CLOSED),
    }  # fmt: skip


def invoices(customer: Customer, today: date) -> list[Invoice]:
    rows = Invoice.objects.filter(customer=customer, state=Invoice.State.ISSUED, issued_on__gte=today - BACK)
    return list(rows.order_by("-issued_on", "-pk")[:SHOWN])


def requests(customer: Customer) -> list[dict[str, Any]]:
    """What was asked on the page: waiting until its day, answered, or settled without a quote."""
    rows = PageRequest.objects.filter(customer=customer).select_related("quote", "order").order_by("-at", "-pk")[:ASKED_SHOWN]
    return [{"one": one, "state": state_of(one.quote), "due_on": one.quote.due_on if one.quote else None} for one in rows]


def state_of(quote: Quote | None) -> str:
    if quote is None or quote.deleted_at is not None:
        return "closed"
    return "answered" if quote.sent_on else "waiting"


def by(rows: Any, name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[getattr(row, name)].append(row)
    return found
