"""Over which days a rate is taken, and which runs of these days count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xianji.policy.runs.rules import KEPT_DAYS, is_kept

KINDS = ("week", "month", "quarter")
WEEKS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends belong to it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def span(kind: str, on: date) -> Span:
    """The week, month or quarter of a day."""
    if kind == "week":
        first = on - timedelta(days=on.weekday())
        return Span(first, first + timedelta(days=6))
    months = 3 if kind == "quarter" else 1
    first = on.replace(month=(on.month - 1) // months * months + 1, day=1)
    return Span(first, _months_on(first, months) - timedelta(days=1))


def before(kind: str, of: Span) -> Span:
    return span(kind, of.first - timedelta(days=1))


def weeks(on: date, count: int = WEEKS) -> list[Span]:
    """The last weeks, the oldest first, that of the day among them."""
    return [span("week", on - timedelta(weeks=back)) for back in reversed(range(count))]


def kept_days(first: date, last: date) -> list[date]:
    return [day for back in range((last - first).days + 1) if is_kept(day := first + timedelta(days=back))]


def counting(days: Iterable[date], within: Span, today: date) -> set[date]:
    """Which of the days on which a detective control looked count: all of a period whose days are all still kept, else those
    that are kept for ever, so that no part of it weighs more than another; the last look counts always."""
    inside = sorted(day for day in days if day in within)
    if within.first >= today - timedelta(days=KEPT_DAYS) or not inside:
        return set(inside)
    return {day for day in inside if is_kept(day)} | {inside[-1]}


def last_of(days: Sequence[date], within: Span) -> date | None:
    return max((day for day in days if day in within), default=None)


def _months_on(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
