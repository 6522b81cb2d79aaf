"""The order of the steps of dunning, and when each is due."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from xianji.lib import money
from xianji.lib.periods import months_after

REMINDER, NOTICE, CALL, VISIT = "reminder", "notice", "call", "visit"
DEMAND, LAWYER, COURT, PROVISION = "demand", "lawyer", "court", "provision"
ORDER = (REMINDER, NOTICE, CALL, VISIT, DEMAND, LAWYER, COURT, PROVISION)
BY_SYSTEM = (REMINDER,)
"""Goes out by itself, on its very day."""
EARLIEST, LATEST = -60, 400
"""Days from the due day among which the ladder is looked for."""


def before(step: str) -> tuple[str, ...]:
    """The steps that come before one."""
    return ORDER[: ORDER.index(step)]


def starts(reached: Callable[[int], str]) -> dict[str, int]:
    """{step: its first day from the due day}, from a function that tells which step a day has reached."""
    found: dict[str, int] = {}
    for day in range(EARLIEST, LATEST):
        if step := reached(day):
            found.setdefault(step, day)
    return found


def missing(there: frozenset[str], reached: str, first: Mapping[str, int]) -> tuple[str, ...]:
    """The steps to open: those since the last that is there up to the one reached; the first of all begins where the claim
    stands."""
    place = ORDER.index(reached)
    known = [ORDER.index(step) for step in there]
    begin = max(known) + 1 if known else place
    return tuple(step for step in ORDER[begin : place + 1] if step in first)


def parts(amount: Decimal, first_on: date, count: int) -> list[tuple[date, Decimal]]:
    """Equal parts by the month, the cents with the first ones; a day that a month lacks is its last."""
    shares = money.allocate(amount, [1] * count)
    return [(months_after(first_on, n), share) for n, share in enumerate(shares)]


def is_behind(plan: list[tuple[date, Decimal]], paid: Decimal, on: date) -> bool:
    """Whether less has come in than was due before a day."""
    return paid < money.plus(*(share for due_on, share in plan if due_on < on))
