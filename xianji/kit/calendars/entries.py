"""One record on one day, as a calendar shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from xianji.kit.columns import Column
from xianji.kit.lists.cells import maker
from xianji.lib import actor

SAID = ("state", "link")
"""The kinds of columns that an entry tells besides its name."""
NONE = ("", "", "")


@dataclass(frozen=True)
class Entry:
    """`at` is the hour of a moment, empty where only the day is known; `tone` the colour of its state."""

    resource: Any
    column: Column
    pk: int
    title: str
    value: date | datetime
    changed: datetime
    state: str = ""
    tone: str = ""
    link: str = ""
    minutes: int | None = None
    is_held: bool = False

    @property
    def day(self) -> date:
        return timezone.localtime(self.value).date() if isinstance(self.value, datetime) else self.value

    @property
    def at(self) -> str:
        return f"{timezone.localtime(self.value):%H:%M}" if isinstance(self.value, datetime) else ""

    @property
    def href(self) -> str:
        return self.resource.address(self.pk)

    @property
    def move_href(self) -> str:
        """Where its date is moved; empty where it cannot be."""
        return "" if self.is_held else f"{self.href}/move?by={self.column.path}"


def made(resource: Any, column: Column, chosen: list[int], *, is_held: bool) -> list[Entry]:
    """The entries of these records, in order of the date; one statement, once more within scope."""
    if not chosen:
        return []
    columns = {one.path: one for one in resource.open_to(actor.current(), told(resource))}
    lasts = [resource.lasts] if resource.lasts and column.kind == "moment" else []
    paths = [*lasts, *(path for one in columns.values() for path in one.values)]
    rows = resource.rows().filter(pk__in=chosen).order_by(column.path, "pk")
    makers = {path: maker(one) for path, one in columns.items()}
    found: list[Entry] = []
    for pk, value, changed, *rest in rows.values_list("pk", column.path, "updated_at", *paths):
        cells: dict[str, Any] = {}
        at = len(lasts)
        for path, one in columns.items():
            cells[path] = makers[path](*rest[at : at + len(one.values)])
            at += len(one.values)
        title = cells.get(resource.title_name, ("", "", None))[1] or f"#{pk}"
        state, link = (next((cells[path] for path in columns if path != resource.title_name and columns[path].kind == kind), NONE)
                       for kind in SAID)  # fmt: skip
        minutes = rest[0] if lasts else None
        found.append(Entry(resource, column, pk, title, value, changed, state[1], state[2] or "", link[1], minutes, is_held))
    return found


def told(resource: Any) -> list[str]:
    """Its name, its state and the record it belongs to."""
    kinds = {name: resource.column(name).kind for name in resource.shown if "__" not in name}
    first = [next((name for name, kind in kinds.items() if kind == wanted), None) for wanted in SAID]
    return list(dict.fromkeys(name for name in (resource.title_name, *first) if name and name != "pk"))
