"""How often a customer is visited: asked of the table, with what it owes where somebody below or beside knows that."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.org.among import Among
from xianji.rulebook.tables.deciding import decide
from xianji.sales.visits.models import Visit

Owed = Callable[[list[int]], dict[int, tuple[int, Decimal]]]
owed: list[Owed] = []
"""What is overdue of these customers: {customer: (days, amount)}; whoever keeps receivables adds theirs."""
ACTIVE, PROSPECT = Customer.Cycle.ACTIVE, Customer.Cycle.PROSPECT
VISITED = Q(state=ACTIVE) | Q(state=PROSPECT, target=True)
"""Who is visited at all: active customers, and prospects that are a target."""


@dataclass(frozen=True)
class Due:
    """When a customer is to be visited next, and by which row of the table."""

    last: date | None
    gap: int
    on: date
    how: str
    times: int
    """Visits per quarter."""
    href: str

    @property
    def late(self) -> int:
        """Days past, or fewer than none."""
        return (timezone.localdate() - self.on).days


def dues(customers: Iterable[Customer], on: date | None = None) -> dict[int, Due]:
    """Of those that are visited at all."""
    day = on or timezone.localdate()
    asked = [one for one in customers if one.state == ACTIVE or (one.state == PROSPECT and one.target)]
    ids = [one.pk for one in asked]
    rows = Visit.unscoped.filter(Among("customer", ids), effective_on__lte=day, deleted_at=None)
    last = dict(rows.order_by().values_list("customer").annotate(Max("effective_on")))
    debts: dict[int, tuple[int, Decimal]] = {}
    for source in owed:
        debts |= source(ids)
    found = {}
    for one in asked:
        overdue, amount = debts.get(one.pk, (0, Decimal()))
        answer = rhythm(one, overdue, amount, day)
        since = last.get(one.pk)
        first = since or timezone.localtime(one.created_at).date()
        gap = int(answer["gap"])
        found[one.pk] = Due(since, gap, first + timedelta(days=gap), str(answer["visits"]), int(answer["times"]), answer.href)
    return found


def rhythm(customer: Customer, overdue: int, amount: Decimal, on: date) -> Any:
    facts: dict[str, Any] = {"class": customer.shown_class, "overdue": overdue, "owed": amount, "potential": customer.potential}
    return decide("visit.frequency", on, **facts)
