"""Ladders: who hears of a missed duty, and when. How long each rung waits is kept in the rulebook."""

from dataclasses import dataclass, replace
from datetime import date

from xianji.rulebook.parameters.reading import value

OWNER, SUPERVISOR, REGION, DIRECTOR, MANAGEMENT = "owner", "supervisor", "region", "director", "management"
"""Whom a rung tells: the one who has the duty, and those above, by the organisation of that day."""


@dataclass(frozen=True)
class Rung:
    """`after` counts from the due day: working days, or working hours from the due moment; before it when negative."""

    after: int
    tells: tuple[str, ...]
    asks_exception: bool = False
    """Whether the exception that would be needed is opened by itself."""
    key: str = ""
    """The parameter that the company may set; `after` is what we recommend."""

    def on(self, day: date) -> "Rung":
        if not self.key:
            return self
        count = int(value(self.key, day))
        return replace(self, after=-count if self.after < 0 else count)


@dataclass(frozen=True)
class Ladder:
    """The rungs of one kind of duty, the lowest first."""

    code: str
    rungs: tuple[Rung, ...]
    in_hours: bool = False
    misses: int = 1
    """How many times in a row a duty is missed before the ladder is climbed."""
    misses_key: str = ""

    def on(self, day: date) -> "Ladder":
        """With the values of a day."""
        misses = int(value(self.misses_key, day)) if self.misses_key else self.misses
        return replace(self, rungs=tuple(rung.on(day) for rung in self.rungs), misses=misses)


L_STD = Ladder(
    "L-std",
    (
        Rung(-3, (OWNER,), key="ladder.standard.remind"), Rung(1, (OWNER, SUPERVISOR), key="ladder.standard.supervisor"),
        Rung(3, (REGION,), key="ladder.standard.manager"), Rung(7, (DIRECTOR,), True, "ladder.standard.director"),
        Rung(15, (MANAGEMENT,), key="ladder.standard.management"),
    ),
)  # fmt: skip
L_FAST = Ladder(
    "L-fast",
    (
        Rung(0, (OWNER,)), Rung(4, (SUPERVISOR,), key="ladder.fast.supervisor"), Rung(8, (REGION,), key="ladder.fast.manager"),
        Rung(24, (DIRECTOR,), True, "ladder.fast.director"),
    ),
    in_hours=True,
)  # fmt: skip
L_MONTH = Ladder("L-month", L_STD.rungs[1:], misses=2, misses_key="ladder.month.misses")
