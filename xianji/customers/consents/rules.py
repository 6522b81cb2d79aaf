"""Whether somebody may be contacted: the last word about the purpose and the channel decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

GIVEN, WITHDRAWN, REFUSED, RESTRICTED = "given", "withdrawn", "refused", "restricted"
SALES, MARKETING, SURVEY, SERVICE, SHARE, SENSITIVE, ABROAD = (
    "sales", "marketing", "survey", "service", "share", "sensitive", "abroad",
)  # fmt: skip
ANY = ""
"""Of a purpose or a channel: all of them."""
ASKED_FIRST = frozenset({MARKETING, SHARE, SENSITIVE, ABROAD})
"""Purposes for which silence is no consent."""
KEPT = frozenset({SERVICE})
"""What a contract asks goes on after “do not contact me”; only a restriction ends it."""
UNASKED = "unasked"


@dataclass(frozen=True)
class Word:
    """What somebody said once: yes or no, to what, by which way."""

    kind: str
    purpose: str
    channel: str
    at: datetime


def concerns(word: Word, channel: str, purpose: str) -> bool:
    """Whether a word speaks of this question."""
    is_meant = word.purpose == purpose or (word.purpose == ANY and (purpose not in KEPT or word.kind == RESTRICTED))
    return is_meant and word.channel in (ANY, channel)


def refusal(words: Iterable[Word], channel: str, purpose: str, at: datetime) -> str:
    """Why not, empty where it may be: the last word up to that moment; of two at once the no."""
    said = [word for word in words if word.at <= at and concerns(word, channel, purpose)]
    if not said:
        return UNASKED if purpose in ASKED_FIRST else ""
    last = max(said, key=lambda word: (word.at, word.kind != GIVEN))
    return "" if last.kind == GIVEN else last.kind
