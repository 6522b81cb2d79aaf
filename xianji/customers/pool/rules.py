"""When something goes back to a pool, and what one may take out of it: dates and figures, nothing else."""

from dataclasses import dataclass
from datetime import date, timedelta

from xianji.customers.customers import rules as customers
from xianji.lib import whole

OPEN = customers.OPEN
"""The path of what lies in no unit: no unit has the id 0, so that no unit's reach holds it."""
IDLE, UNSOLD, FIRST = "idle", "unsold", "first"


def water(pool_id: int) -> str:
    """The path of what lies in a pool."""
    return f"{OPEN}{pool_id}."


@dataclass(frozen=True)
class Terms:
    """What the table of the pool says about one kind."""

    idle: int | None = None
    unsold: int | None = None
    recycles: bool = False
    warned: tuple[int, ...] = ()
    """Days before, the longest first."""
    extension: int | None = None
    by: tuple[str, ...] = ()
    claims: int = 0
    held: int | None = None
    cooling: int = 0
    first: int | None = None
    first_working: int | None = None

    @property
    def grace(self) -> int:
        """Nothing goes back sooner than this after the first warning."""
        return self.warned[0] if self.warned else 1


@dataclass(frozen=True)
class Seen:
    """What is known of one record that somebody holds: days only."""

    since: date
    """When the present owner got it."""
    followed: date | None = None
    sold: date | None = None
    extended: date | None = None
    warned: date | None = None


def days(text: str) -> tuple[int, ...]:
    """`7, 3, 1` as figures, the longest first; what is no figure is passed over."""
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(sorted(whole.numbers(part.strip() for part in parts), reverse=True))


def falls(terms: Terms, seen: Seen) -> tuple[date, str] | None:
    """The day on which it goes back, and why, by the rules alone; None where it never does."""
    ends = []
    if terms.idle is not None:
        ends.append((max(seen.since, seen.followed or seen.since) + timedelta(days=terms.idle), IDLE))
    if terms.unsold is not None:
        ends.append((max(seen.since, seen.sold or seen.since) + timedelta(days=terms.unsold), UNSOLD))
    if not ends:
        return None
    day, why = min(ends)
    return max(day, seen.extended or day), why


def fate(terms: Terms, seen: Seen, today: date) -> tuple[date, str, bool] | None:
    """(the day, why, whether its owner has to be warned by now). Nobody loses what they were not warned of: counted from the
    first warning, a record stays as many days as the longest warning lasts."""
    found = falls(terms, seen)
    if found is None or found[0] - timedelta(days=terms.grace) > today:
        return None
    first = seen.warned or today
    return max(found[0], first + timedelta(days=terms.grace)), found[1], True


def step(warned: tuple[int, ...], left: int) -> int | None:
    """Which of the warnings is due when so many days are left: the shortest that is still long enough."""
    fitting = [days for days in warned if days >= left]
    return min(fitting) if fitting else None


def cools_until(terms: Terms, left: date) -> date:
    """The first day on which the former owner may take it again."""
    return left + timedelta(days=terms.cooling)
