"""The day's ribbon: what of mine has an hour today, as its objects put it into the agenda."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from django.utils import timezone

from xianji.kit.columns import Column
from xianji.kit.lists.query import ListQuery
from xianji.kit.registry import Desk
from xianji.org.days.calendar import work_calendar
from xianji.workspace.about import titles
from xianji.workspace.agenda.mine import sources
from xianji.workspace.today import rules

MOST = 24
"""Things of one day and kind; the agenda has the rest."""
ABOUT = ("about_label", "about_id")


@dataclass(frozen=True)
class Appointment:
    """Something at an hour; `about` is (label, id) of what it is about, `kind` what is told where it is about nothing."""

    kind: str
    title: str
    href: str
    at: datetime
    minutes: int | None
    icon: str
    about: tuple[str, int | None]

    @property
    def time(self) -> str:
        return f"{timezone.localtime(self.at):%H:%M}"


def ribbon(desk: Desk) -> dict[str, Any]:
    """One statement for each kind that takes time, one for what they are about; the gaps lead to something new there."""
    calendar, now = work_calendar(), hour_of(desk.now)
    found = [one for resource, column, words in sources() if resource.lasts and column.kind == "moment"
             for one in appointments(desk, resource, column, words)]  # fmt: skip
    pieces = rules.laid([(hour_of(one.at), (one.minutes or 0) / 60, one) for one in found], now)
    begin, end = rules.span(pieces, calendar.hours)
    may_plan = desk.who.may("workspace.activity.create")
    gaps = rules.gaps(pieces, calendar.hours, now) if pieces and may_plan and calendar.is_workday(desk.today) else []
    return {
        "pieces": pieces, "from": begin, "to": end, "now": now if begin <= now <= end else None, "clock": f"{desk.now:%H:%M}",
        "hours": [hour for hour in range(24) if begin <= hour < end - 0.3], "gaps": [free(desk, *gap) for gap in gaps],
        "tracks": max([piece.track + 1 for piece in pieces], default=1), "may_plan": may_plan,
        "ahead": sum(piece.state != "done" for piece in pieces), "about": titles(one.about for one in found),
    }  # fmt: skip


def appointments(desk: Desk, resource: Any, column: Column, words: dict[str, str]) -> Iterator[Appointment]:
    """Today's of one kind, in order of the hour; those of a kind with icons by kind carry their own."""
    icons = getattr(resource.model, "icons", {})
    more = [*(ABOUT if hasattr(resource.model, "about_label") else ()), *(["kind"] if icons else [])]
    query = ListQuery(resource, {**words, **dict(parse_qsl(resource.day)), column.path: f"{desk.today}", "sort": column.path})
    rows = query.first(MOST, False).values_list("pk", resource.title_name, column.path, resource.lasts, *more)
    for pk, title, at, minutes, *rest in rows:
        about = (rest[0], rest[1]) if len(rest) > 1 else ("", None)
        icon = icons.get(rest[-1], resource.icon) if icons else resource.icon
        yield Appointment(str(resource.title), str(title), resource.address(pk), at, minutes, icon, about)


def free(desk: Desk, at: float, length: float) -> dict[str, Any]:
    begin = desk.now.replace(hour=int(at), minute=round(at % 1 * 60), second=0, microsecond=0)
    asked = f"kind=meeting&at={begin:%Y-%m-%dT%H:%M}&minutes=60&next=/"
    return {"at": at, "length": length, "time": f"{begin:%H:%M}", "href": f"/workspace/activities/new?{asked}"}


def hour_of(moment: datetime) -> float:
    at = timezone.localtime(moment)
    return at.hour + at.minute / 60
