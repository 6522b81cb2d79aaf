"""Skew as in life: a few hold much. Tables made once, from which each row takes by place."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

CYCLE = 1000
SLOTS = 4096
STRIDE, OFFSET = 617, 201
"""Coprime to CYCLE: any thousand customers in a row have every rank once, and large ones stand far apart."""


def rank_of(serial: int) -> int:
    """How large a customer is among any thousand: 0 is the largest."""
    return (serial * STRIDE + OFFSET) % CYCLE


def zipf(count: int, steepness: float) -> list[float]:
    """Shares that fall with the rank and sum to one."""
    weights = [(rank + 1) ** -steepness for rank in range(count)]
    total = sum(weights)
    return [weight / total for weight in weights]


def dealt(total: int, count: int, steepness: float, least: int = 0) -> list[int]:
    """So many things dealt by rank, at least so many each; they sum exactly (largest remainder)."""
    rest = total - least * count
    exact = [share * rest for share in zipf(count, steepness)]
    whole = [int(share) for share in exact]
    behind = sorted(range(count), key=lambda rank: whole[rank] - exact[rank])
    for rank in behind[: rest - sum(whole)]:
        whole[rank] += 1
    return [least + number for number in sorted(whole, reverse=True)]


def slots(things: Sequence[Any], shares: Sequence[float]) -> list[Any]:
    """SLOTS places filled by share: `slots[int(random() * SLOTS)]` chooses with weights at the cost of one look."""
    ends = list(accumulate(shares))
    found, place = [], 0
    for slot in range(SLOTS):
        while place < len(things) - 1 and (slot + 0.5) / SLOTS * ends[-1] > ends[place]:
            place += 1
        found.append(things[place])
    return found


CONTACTS = dealt(2 * CYCLE, CYCLE, 0.7, least=1)
DEALS = dealt(CYCLE, CYCLE, 0.8)
BUYERS = 300
ORDERS = dealt(2 * CYCLE, BUYERS, 0.8, least=1) + [0] * (CYCLE - BUYERS)
ACTIVITIES = dealt(5 * CYCLE, CYCLE, 1.0, least=1)
"""By rank, how many belong to a customer: contacts twice, deals once, orders twice and activities five times as many as
there are customers. Only the largest order."""
