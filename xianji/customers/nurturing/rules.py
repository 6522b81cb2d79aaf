"""When a step is due, what ends a sequence, and how its words are filled: pure decisions."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

DAYS, WORKDAYS = "days", "workdays"
FIELDS = ("company", "person", "job", "owner", "campaign")
"""What the words of a step may name in braces; nothing that is encrypted is among them."""
LONGEST = 200
NAMED = re.compile(r"\{([^{}]*)\}")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
REPLY, OPT_OUT, CONVERTED, DISQUALIFIED, QUALIFIED, POOL, RETIRED, GONE, BY_HAND = (
    "reply", "opt_out", "converted", "disqualified", "qualified", "pool", "retired", "gone", "by_hand",
)  # fmt: skip
UNASKED, NO_BASIS, NOBODY = "unasked", "no_basis", "nobody"
ENDS = {"converted": CONVERTED, "disqualified": DISQUALIFIED, "qualified": QUALIFIED, "recycled": POOL}
"""{state that a lead has come to: why its sequences end}."""
NO_ANSWER = "no_answer"


def due_on(start: date, wait: int, unit: str, workday: Callable[[date, int], date]) -> date:
    """The day of a step that waits so long from this day on; `workday(day, count)` counts working days."""
    return workday(start, wait) if unit == WORKDAYS and wait else start + timedelta(days=wait)


def is_answer(outcome: str) -> bool:
    """Whether they said something: whatever it was, a person goes on from here."""
    return outcome != NO_ANSWER


def unknown(text: str) -> list[str]:
    """What stands in braces and is none of the fields."""
    return [name for name in NAMED.findall(text) if name not in FIELDS]


def braced(names: Iterable[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with the fields of one lead. Values are put in once and as plain words: neither braces nor line ends of theirs
    mean anything."""
    return NAMED.sub(lambda found: plain(values.get(found[1], found[0])), text)


def plain(value: str) -> str:
    """On one line, without signs that nobody sees."""
    return " ".join(UNSEEN.sub(" ", value).split())[:LONGEST]


def points(wanted: Mapping[str, object], lead: Mapping[str, object]) -> int:
    """How closely an audience describes a lead: how much of it is asked and met, -1 where something is not."""
    asked = {name: value for name, value in wanted.items() if value not in (None, "")}
    return len(asked) if all(lead.get(name) == value for name, value in asked.items()) else -1
