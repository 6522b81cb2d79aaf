"""When a customer is called back, what it is asked, and when enough was tried: pure."""

from datetime import date, timedelta

from xianji.lib.periods import months_after

DELIVERY, CLOSURE, COMPLAINT, PERIODIC = "delivery", "closure", "complaint", "periodic"
MONTHS = {"month": 1, "quarter": 3, "half": 6}
"""Of the answers that the table of visits gives."""
TRIES = 3
"""On as many different days nobody was reached: then it is left."""
NOTICE = timedelta(days=7)
"""So long before its day a regular one is there at least, and so long it is not asked for after a class has changed."""

USUAL = ("works", "people", "else")
ASKED = {
    DELIVERY: ("complete", "works", "papers", "people", "else"),
    CLOSURE: ("solved", "again", "people", "else"),
    COMPLAINT: ("solved", "content", "again", "else"),
    PERIODIC: USUAL,
}
MORE = {"large": ("plans", "rivals"), "medium": ("plans",)}
"""What the larger ones are asked besides, before the last question."""


def questions(occasion: str, size: str) -> tuple[str, ...]:
    """By name, in the order in which they are asked."""
    asked = ASKED.get(occasion, USUAL)
    return (*asked[:-1], *MORE.get(size, ()), asked[-1])


def regular_day(last: date | None, months: int, today: date, number: int) -> date:
    """So long after the last one, never from one day to the next; those who were never called are spread over the time, so that
    they do not all come at once."""
    if last is not None:
        return max(months_after(last, months), today + NOTICE)
    span = (months_after(today, months) - today - NOTICE).days
    return today + NOTICE + timedelta(days=number % (span + 1))


def moved_to(due: date, last: date | None, months: int, today: date) -> date:
    """A planned one that is not late follows when another was made meanwhile, or when the customer is called more often now."""
    if due < today:
        return due
    latest = regular_day(last, months, today, 0) if last is not None else months_after(today, months)
    return latest if last is not None else min(due, latest)


def is_given_up(tries: int) -> bool:
    return tries >= TRIES
