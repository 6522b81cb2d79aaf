"""What a customer has dealt with us: opportunities with their outcome, and orders."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from xianji.config.generate.customers import lognormal
from xianji.config.generate.house import House
from xianji.config.generate.shares import DEALS, ORDERS
from xianji.customers.models import Customer
from xianji.org.blanks import blanks
from xianji.sales.models import Opportunity, Order
from xianji.sales.opportunities import rules

WORTH = {"large": 13.0, "medium": 12.0, "small": 11.0}
"""Logarithm of a usual deal's amount."""
WON, LATE, DROPPED, FRESH = 0.5, 0.06, 0.05, 20
"""Shares of closed deals that are won, of due deals still open, of orders cancelled; days an order may be a draft."""

new_deal, new_order = blanks(Opportunity), blanks(Order)


@dataclass(slots=True)
class Deal:
    """An opportunity not stored yet: which of the contacts it is with, when it was opened and closed (days ago)."""

    record: Opportunity
    contact: int
    opened: int
    closed: int | None


def deals(house: House, told: dict[str, Any], customer: Customer, rank: int, age: int, contacts: int,
          pick: Random) -> list[Deal]:  # fmt: skip
    """As many as the rank says. Who orders has won a deal before: the first."""
    made, draw = [], pick.random
    for place in range(DEALS[rank]):
        first = place == 0 and ORDERS[rank] > 0
        opened = age - int(age * 0.4 * draw()) if first else 1 + int((age - 1) * draw())
        cycle = 1 + int(min(130, opened * 0.5) * draw()) if first else 15 + int(115 * draw())
        record = _opened(house, told, customer, opened, cycle, pick)
        closed = opened - cycle if opened > cycle and (first or draw() > LATE) else None
        if closed is None:
            _under_way(house, told, record, opened, cycle, pick)
        else:
            _closed(house, told, record, closed, first or draw() < WON, pick)
        made.append(Deal(record, int(draw() * contacts), opened, closed))
    return made


def _opened(
    house: House, told: dict[str, Any], customer: Customer, opened: int, cycle: int, pick: Random
) -> Opportunity:
    draw, days = pick.random, house.days
    at = max(days.moment(opened, draw), customer.created_at)
    return new_deal(
        name=f"{customer.short_name} · {told['deals'][int(draw() * len(told['deals']))]}",
        product_id=house.products[int(draw() ** 2 * len(house.products))][0],
        amount=Decimal(int(lognormal(pick, WORTH[customer.size_class]))), opened_on=days.on[opened],
        expected_on=days.on[opened - cycle], created_at=at, updated_at=at,
        owner_id=customer.owner_id, created_by_id=customer.owner_id,
    )  # fmt: skip


def _closed(house: House, told: dict[str, Any], record: Opportunity, closed: int, won: bool, pick: Random) -> None:
    draw = pick.random
    record.closed_on = record.staged_on = house.days.on[closed]
    record.updated_at = max(house.days.moment(closed, draw), record.created_at)
    record.stage, record.counts_for_id = "won" if won else "lost", record.owner_id
    if not won:
        record.lost_reason = told["lost"][int(draw() * len(told["lost"]))]
        record.competitor = told["rivals"][int(draw() * len(told["rivals"]))] if draw() < 0.6 else ""


def _under_way(house: House, told: dict[str, Any], record: Opportunity, opened: int, cycle: int, pick: Random) -> None:
    """The older, the further; a few are overdue."""
    draw = pick.random
    touched = int(opened * draw() * 0.5)
    record.staged_on = house.days.on[touched or opened]
    record.stage = rules.OPEN[min(len(rules.OPEN) - 1, opened * len(rules.OPEN) // cycle)]
    record.updated_at = max(house.days.moment(touched, draw), record.created_at) if touched else record.created_at
    if draw() < 0.7:
        record.next_step = told["steps"][int(draw() * len(told["steps"]))]
        record.next_step_on = house.days.on[5 - int(draw() * 20)]


def orders(house: House, told: dict[str, Any], customer: Customer, rank: int, since: int, pick: Random) -> list[Order]:
    """As many as the rank says, between the first deal won and today."""
    draw, days, made = pick.random, house.days, []
    for _place in range(ORDERS[rank]):
        ago = 1 + int((since - 1) * draw())
        at = max(days.moment(ago, draw), customer.created_at)
        chance = draw()
        state = "cancelled" if chance < DROPPED else "draft" if ago < FRESH and chance < 0.5 else "confirmed"
        why = told["cancelled"][int(draw() * len(told["cancelled"]))] if state == "cancelled" else ""
        amount = Decimal(f"{lognormal(pick, WORTH[customer.size_class] - 0.8):.2f}")
        made.append(new_order(
            ordered_on=days.on[ago], amount=amount, gross=amount, state=state, cancelled_because=why,
            created_at=at, updated_at=at, owner_id=customer.owner_id, created_by_id=customer.owner_id,
        ))  # fmt: skip
    return made
