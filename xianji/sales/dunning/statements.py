"""The account of one customer over a period: what was owed, charged, paid and credited, line by line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from xianji.lib import money
from xianji.sales.dunning.models import Statement
from xianji.sales.receivables.models import Allocation, Receivable

ZERO = Decimal("0.00")
MOST = 400
"""Lines that are printed: the first ones."""


@dataclass(frozen=True)
class Account:
    """Closing is opening and charged less settled."""

    opening: Decimal
    charged: Decimal
    settled: Decimal

    @property
    def closing(self) -> Decimal:
        return money.minus(money.plus(self.opening, self.charged), self.settled)


@dataclass(frozen=True)
class Line:
    on: date
    what: str
    charged: Decimal | None
    settled: Decimal | None
    balance: Decimal


def account(statement: Statement) -> Account:
    """The whole of a customer, whoever of our people looks after which claim: two statements."""
    owed, taken = rows_of(statement)
    before, charged = sums(owed, "issued_on", statement)
    gone, settled = sums(taken, "on", statement)
    return Account(money.minus(before, gone), charged, settled)


def rows_of(statement: Statement) -> tuple[Any, Any]:
    owed = Receivable.unscoped.filter(customer=statement.customer_id, deleted_at=None)
    taken = Allocation.objects.filter(receivable__customer=statement.customer_id, receivable__deleted_at=None)
    return owed.order_by(), taken.order_by()


def sums(rows: Any, day: str, statement: Statement) -> tuple[Decimal, Decimal]:
    """What lies before the period, and within."""
    before = Q(**{f"{day}__lt": statement.from_on})
    found = rows.filter(**{f"{day}__lte": statement.to_on}).aggregate(
        before=Sum("amount", filter=before), within=Sum("amount", filter=~before)
    )
    return found["before"] or ZERO, found["within"] or ZERO


def lines(statement: Statement, opening: Decimal) -> list[Line]:
    """The first ones in the order of their days, each with what was owed after it."""
    owed, taken = rows_of(statement)
    within = statement.from_on, statement.to_on
    moves: list[tuple[date, int, str, Decimal, bool]] = [
        (on, 0, " · ".join(filter(None, (document or number, term))), amount, True)
        for on, number, document, term, amount in owed.filter(issued_on__range=within).order_by("issued_on", "pk").values_list(
            "issued_on", "number", "document", "term", "amount"
        )[:MOST]
    ]
    for one in taken.filter(on__range=within).order_by("on", "pk").select_related("payment", "receivable")[:MOST]:
        named = one.payment.number if one.payment else str(one.get_kind_display())
        moves.append((one.on, 1, f"{named} → {one.receivable.document or one.receivable.number}", one.amount, False))
    balance, found = opening, []
    for on, _place, what, amount, is_charge in sorted(moves, key=lambda move: move[:3])[:MOST]:
        balance = money.plus(balance, amount) if is_charge else money.minus(balance, amount)
        found.append(Line(on, what, amount if is_charge else None, None if is_charge else amount, balance))
    return found
