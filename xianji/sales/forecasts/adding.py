"""Deals of a quarter added up by category: one statement, whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Q, Sum, Value, When

from xianji.lib.periods import Period, period_of
from xianji.sales.forecasts import rules
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.rules import OPEN
from xianji.sales.opportunities.stages import FORECAST, PROBABILITY

AHEAD = 4
"""Quarters that are looked at, this one among them."""


@dataclass(frozen=True)
class Added:
    """What lies in one category; weighted to the last decimal, so that sums of parts are those of the whole."""

    amount: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    deals: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(self.amount + other.amount, self.weighted + other.weighted, self.deals + other.deals)


def quarters(on: date, number: int = AHEAD) -> list[Period]:
    """This quarter and those that follow."""
    this = period_of(on, "quarter")
    return [this.shift(place) for place in range(number)]


def of_quarter(deals: Any, quarter: Period, by: Iterable[str] = ()) -> dict[tuple[Any, ...], Added]:
    """{(*by, category): sum}. What was won counts on its closing day, what is open on the expected one."""
    won = Q(stage=Opportunity.Stage.WON, closed_on__gte=quarter.start, closed_on__lte=quarter.end)
    due = Q(stage__in=OPEN, expected_on__gte=quarter.start, expected_on__lte=quarter.end)
    committed = Case(When(committed_on=None, then=Value(0)), default=Value(1))
    rows = deals.filter(won | due, deleted_at=None).order_by().values_list(*by, "stage").annotate(said=committed)
    found: dict[tuple[Any, ...], Added] = {}
    for *keys, stage, said, amount, number in rows.annotate(all=Sum("amount"), number=Count("pk")):
        if category := rules.category(stage, FORECAST.get(stage), bool(said)):
            one, known = (*keys, category), amount or Decimal(0)
            found[one] = found.get(one, Added()) + Added(known, known * PROBABILITY.get(stage, 0), number)
    return found


def won(deals: Any, spans: list[Period]) -> list[Decimal]:
    """What was won in each of these, in their order: one statement."""
    sums = {
        f"at{place}": Sum("amount", filter=Q(closed_on__gte=one.start, closed_on__lte=one.end)) for place, one in enumerate(spans)
    }
    found = deals.filter(stage=Opportunity.Stage.WON, deleted_at=None).order_by().aggregate(**sums)
    return [found[name] or Decimal(0) for name in sums]
