"""Deals of a quarter added up by category: one statement, whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Q, Sum, Value, When

from xianji.lib import money, periods
from xianji.sales.forecasts import rules
from xianji.sales.opportunities import rules as stages
from xianji.sales.opportunities.models import Opportunity

AHEAD = 4
"""Quarters that are looked at, this one among them."""


@dataclass(frozen=True)
class Added:
    """What lies in one category."""

    amount: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    deals: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(self.amount + other.amount, self.weighted + other.weighted, self.deals + other.deals)


def quarters(on: date, number: int = AHEAD) -> list[tuple[date, date]]:
    """This quarter and those that follow: (first, last day)."""
    found = [periods.relative("this_quarter", on)]
    while len(found) < number:
        found.append(periods.relative("next_quarter", found[-1][0]))
    return found


def of_quarter(deals: Any, first: date, last: date, by: Iterable[str] = ()) -> dict[tuple[Any, ...], Added]:
    """{(*by, category): sum}. What was won counts on its closing day, what is open on the expected one."""
    won = Q(stage=Opportunity.Stage.WON, closed_on__gte=first, closed_on__lte=last)
    due = Q(stage__in=stages.OPEN, expected_on__gte=first, expected_on__lte=last)
    committed = Case(When(committed_on=None, then=Value(0)), default=Value(1))
    rows = deals.filter(won | due, deleted_at=None).order_by().values_list(*by, "stage").annotate(said=committed)
    found: dict[tuple[Any, ...], Added] = {}
    for *keys, stage, said, amount, number in rows.annotate(all=Sum("amount"), number=Count("pk")):
        one = (*keys, rules.category(stage, bool(said)))
        weighted = money.round_half_up((amount or Decimal(0)) * stages.PROBABILITY[stage], 2)
        found[one] = found.get(one, Added()) + Added(amount or Decimal(0), weighted, number)
    return found
