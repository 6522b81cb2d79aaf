"""How the visits of a month are spread over its days, and in which order a day is driven. No database, no clock."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xianji.lib.distances import Point, kilometres

QUARTER, PER_DAY = 91, 4


@dataclass(frozen=True)
class Stop:
    """Somebody to visit, best on this day; `where` is the code of the division, whose beginning is the wider place."""

    customer: int
    day: date
    kind: str
    where: str = ""
    address: str = ""
    point: Point | None = None
    why: str = ""
    place: int = 0


def wished(due: date, times: int, first: date, last: date) -> list[date]:
    """The days of a month on which a customer is due, so often per quarter; what is overdue comes at once."""
    step = timedelta(days=QUARTER // times)
    day = max(due, first)
    found: list[date] = []
    while day <= last and len(found) < max(1, times // 3):
        found.append(day)
        day += step
    return found


def kinds(count: int, times: int, month: int) -> list[str]:
    """Who is visited twice a month is met on site once, who is once a month is so in the first of a quarter; who is once a
    quarter is called."""
    if times >= 6:
        return ["onsite", *["online"] * (count - 1)][:count]
    if times == 1:
        return ["phone"] * count
    return ["onsite" if times == 2 or month % 3 == 1 else "online"] * count


def spread(stops: Sequence[Stop], days: Sequence[date], each: int = PER_DAY) -> list[Stop]:
    """Onto working days: as near as there is room to the wished day, those of one district together where the week allows."""
    room = dict.fromkeys(days, each)
    there: dict[tuple[str, int, int], list[date]] = {}
    placed = []
    for stop in sorted(stops, key=lambda one: (one.day, one.where, one.customer)):
        week = (stop.where[:6], *stop.day.isocalendar()[:2])
        wish = [day for day in there.get(week, []) if room[day]] if stop.where else []
        day = wish[0] if wish else nearest(stop.day, days, room)
        if day is None:
            continue
        room[day] -= 1
        there.setdefault(week, []).append(day)
        placed.append(replace(stop, day=day))
    return [one for day in days for one in way([stop for stop in placed if stop.day == day])]


def nearest(day: date, days: Sequence[date], room: dict[date, int]) -> date | None:
    """The next working day with room, else the one before."""
    at = bisect_left(days, day)
    later = next((one for one in days[at:] if room[one]), None)
    return later or next((one for one in reversed(days[:at]) if room[one]), None)


def way(stops: Sequence[Stop]) -> list[Stop]:
    """The order of one day: district by district; inside, from one point to the nearest next; what has none by its address."""
    left = sorted(stops, key=lambda one: (one.kind != "onsite", one.where, one.address, one.customer))
    ordered: list[Stop] = []
    while left:
        here = ordered[-1] if ordered else None
        near = [one for one in left if here and here.point and one.point and one.where[:6] == here.where[:6]]
        following = min(near, key=lambda one: kilometres(here.point, one.point)) if near and here else left[0]
        left.remove(following)
        ordered.append(replace(following, place=len(ordered)))
    return ordered


def share(part: int, whole: int) -> int | None:
    """In whole percent, half up; unknown where there is nothing to share."""
    return (200 * part + whole) // (2 * whole) if whole else None
