"""What stands on which day: counted over all rows within scope, of which the first of each day are read. Two statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from xianji.kit.calendars.dates import held
from xianji.kit.calendars.entries import Entry, made
from xianji.kit.columns import Column
from xianji.kit.lists.filters import asked_for
from xianji.kit.lists.plan import Plan
from xianji.kit.lists.query import CAP, ListQuery
from xianji.kit.lists.ways import Condition

MOST = 500
"""No calendar shows more records."""


@dataclass
class Days:
    """The entries of each day, how many there are in all, and where counting ended, if it did."""

    entries: dict[date, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    counted_to: date | None = None

    def more(self, day: date) -> int:
        """How many of this day are not shown."""
        return self.counts[day] - len(self.entries[day]) if day in self.counts else 0

    def is_open(self, day: date) -> bool:
        """Whether there may be more on this day than was counted."""
        return self.counted_to is not None and day >= self.counted_to


def read(query: ListQuery, column: Column, first: date, last: date, each: int, most: int = MOST) -> Days:
    """The days from first to last; at most so many entries of each day and in all."""
    conditions = [*query.conditions, between(query.resource, column, first, last)]
    rows = list(Plan(query.resource, conditions, column.path).first(CAP + 1, False).values_list("pk", column.path))
    found = Days(counted_to=day_of(rows[CAP][1]) if len(rows) > CAP else None)
    chosen: list[int] = []
    for pk, value in rows[:CAP]:
        day = day_of(value)
        found.counts[day] += 1
        if found.counts[day] <= each and len(chosen) < most:
            chosen.append(pk)
    reason = held(query.resource, column)
    for entry in made(query.resource, column, chosen, is_held=bool(reason)):
        found.entries[entry.day].append(entry)
    return found


def between(resource: Any, column: Column, first: date, last: date) -> Condition:
    return asked_for(resource, column.path, f"{first}..{last}")


def day_of(value: date | datetime) -> date:
    """The day on which the reader has it."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def merged(found: Iterable[Days], each: int) -> Days:
    """Several calendars in one: of each day the first entries, those that have only the day before those with an hour."""
    whole = Days()
    for one in found:
        for day, entries in one.entries.items():
            whole.entries[day] = sorted([*whole.entries[day], *entries], key=lambda entry: entry.at)[:each]
        for day, count in one.counts.items():
            whole.counts[day] += count
        ends = [end for end in (whole.counted_to, one.counted_to) if end]
        whole.counted_to = min(ends, default=None)
    return whole
