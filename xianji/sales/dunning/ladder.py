"""The ladder as the rulebook has it today: when each step begins, and who takes it."""

from datetime import date
from functools import lru_cache

from xianji.rulebook.tables.deciding import decide, in_force
from xianji.sales.dunning import rules

TABLE = "dunning.ladder"


def reached(days: int, on: date) -> str:
    """The step that so many days past due have reached; empty before the first."""
    return decide(TABLE, on, day=days)["step"] or ""


def first_days(on: date) -> dict[str, int]:
    """{step: its first day from the due day}."""
    return _first_days(in_force(TABLE, on)[0], on)


@lru_cache(maxsize=16)
def _first_days(_version: int, on: date) -> dict[str, int]:
    return rules.starts(lambda day: reached(day, on))


def people(step: str, on: date) -> tuple[str, ...]:
    """The roles that take a step."""
    start = first_days(on).get(step)
    return () if start is None else tuple(decide(TABLE, on, day=start)["by"] or ())
