"""The reader's own agenda: everything of the reader's that has a date which its object names for this."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from xianji.kit import registry
from xianji.kit.calendars.reading import MOST, Days, merged, read
from xianji.kit.columns import Column
from xianji.kit.lists.query import ListQuery
from xianji.lib import actor


def sources() -> Iterator[tuple[Any, Column, dict[str, str]]]:
    """(resource, date, filters) for what the actor may see."""
    who = actor.current()
    if who.person_id is None:
        return
    for resource in registry.resources.values():
        if resource.agenda and resource.may(who, "view"):
            for column in resource.open_to(who, list(resource.agenda)):
                yield resource, column, {"owner": "me", **dict(parse_qsl(resource.agenda[column.path]))}


def agenda(first: date, last: date, each: int, most: int = MOST) -> tuple[Days, dict[date, str]]:
    """All of it in one calendar, two statements per source; and per day the list of what does not fit."""
    found: list[Days] = []
    rest: dict[date, str] = {}
    for resource, column, words in sources():
        days = read(ListQuery(resource, words), column, first, last, each, most)
        found.append(days)
        for day in days.counts:
            if days.more(day) or days.is_open(day):
                asked = "&".join(f"{name}={value}" for name, value in {**words, column.path: f"{day}"}.items())
                rest.setdefault(day, f"{resource.path}?{asked}")
    return merged(found, each), rest
