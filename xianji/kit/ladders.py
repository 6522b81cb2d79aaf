"""Ladders: who hears of a missed duty, and when."""

from dataclasses import dataclass

OWNER, SUPERVISOR, REGION, DIRECTOR, MANAGEMENT = "owner", "supervisor", "region", "director", "management"
"""Whom a rung tells: the one who has the duty, and those above, by the organisation of that day."""


@dataclass(frozen=True)
class Rung:
    """`after` counts from the due day: working days, or working hours from the due moment; before it when negative."""

    after: int
    tells: tuple[str, ...]
    asks_exception: bool = False
    """Whether the exception that would be needed is opened by itself."""


@dataclass(frozen=True)
class Ladder:
    """The rungs of one kind of duty, the lowest first."""

    code: str
    rungs: tuple[Rung, ...]
    in_hours: bool = False
    misses: int = 1
    """How many times in a row a duty is missed before the ladder is climbed."""


L_STD = Ladder(
    "L-std",
    (Rung(-3, (OWNER,)), Rung(1, (OWNER, SUPERVISOR)), Rung(3, (REGION,)), Rung(7, (DIRECTOR,), True), Rung(15, (MANAGEMENT,))),
)
L_FAST = Ladder(
    "L-fast",
    (Rung(0, (OWNER,)), Rung(4, (SUPERVISOR,)), Rung(8, (REGION,)), Rung(24, (DIRECTOR,), True)),
    in_hours=True,
)
L_MONTH = Ladder("L-month", L_STD.rungs[1:], misses=2)
