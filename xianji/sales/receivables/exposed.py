"""The part of what a customer owes that credit asks about and money knows: owed, overdue, how long, and what was paid and is set
against nothing yet. Set-based, for a block of customers."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone

from xianji.lib import money
from xianji.org.among import Among
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED

ZERO, YEAR = Decimal(0), 365


Parts = dict[tuple[int, int | None], dict[str, Any]]


def exposed(customer_ids: list[int]) -> Parts:
    """{(customer, contract): parts of its exposure}: one grouped statement for what is owed, one for the year. What is charged
    for a later day counts as well: it counts in no order any more."""
    day = timezone.localdate()
    there = Receivable.unscoped.filter(Among("customer", customer_ids), deleted_at=None).order_by()
    late = Q(due_on__lt=day)
    owed = there.filter(state__in=OWED).values_list("customer", "contract").annotate(
        owed=Sum("balance"), overdue=Sum("balance", filter=late), oldest=Min("due_on", filter=late)
    )
    found: Parts = {
        (pk, contract): {
            "receivable": whole or ZERO, "overdue": overdue or ZERO, "overdue_days": (day - oldest).days if oldest else 0,
        }
        for pk, contract, whole, overdue, oldest in owed
    }  # fmt: skip
    for pk, share in punctual(there, day).items():
        found.setdefault((pk, None), {})["punctual"] = share
    return found


def punctual(rows: Any, on: date) -> dict[int, Decimal | None]:
    """{customer: the share of what fell due in twelve months that was paid by its day}."""
    due = rows.filter(due_on__lt=on, due_on__gte=on - timedelta(days=YEAR)).values_list("customer")
    counted = due.annotate(whole=Count("pk"), kept=Count("pk", filter=Q(settled_on__lte=F("due_on"))))
    return {pk: money.share(kept, whole) for pk, whole, kept in counted}
