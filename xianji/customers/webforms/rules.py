"""What a public form takes and what it looks at twice: pure decisions."""

import re
from collections.abc import Iterable
from enum import StrEnum

LANGUAGES = ("zh_hans", "zh_hant", "en")
FIELDS = ("job", "mobile", "email", "wechat", "employees", "wanted_on", "need")
"""What may be asked beside company and person, in the order of the page."""
WAYS = ("mobile", "email", "wechat")
NO, MAY, MUST = "no", "may", "must"
QUICKEST, OLDEST = 3, 24 * 3600
"""Seconds between the page and its answer, at least and at most."""
LARGEST = 32 * 1024
"""Bytes of one answer."""
ORIGIN = r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
ORIGINS = rf"\A\s*(?:{ORIGIN}(?:\s+|\Z))*\Z"
MEDIUM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LINK = re.compile(r"https?:|www\.|\[url|<\s*a\b|\b[\w-]+\.[a-z]{2,}/\S", re.IGNORECASE)


class Refusal(StrEnum):
    """Why an answer was not taken; counted, never kept."""

    LARGE = "large"
    OFTEN = "often"
    CLOSED = "closed"
    FORGED = "forged"
    QUICK = "quick"
    OLD = "old"
    TRAP = "trap"
    WRONG = "wrong"
    TWICE = "twice"


def age_refused(seconds: float) -> Refusal | None:
    """No person fills a form in a moment, and nobody knows who kept a page for days."""
    if seconds < QUICKEST:
        return Refusal.QUICK
    return Refusal.OLD if seconds > OLDEST else None


def has_link(texts: Iterable[str]) -> bool:
    """Whether one of these texts wants to lead somewhere, as hardly any inquiry does."""
    return any(LINK.search(text) for text in texts)


def medium(text: str) -> str:
    """The name of a poster, a mail or a site as an address carries it; nothing where it is none."""
    text = text.strip().lower()
    return text if MEDIUM.fullmatch(text) else ""


def frame_ancestors(sites: str) -> str:
    """Who may show the page inside of theirs, for the content policy."""
    return " ".join(dict.fromkeys(site.lower() for site in sites.split())) or "'none'"


def is_reachable(asked: dict[str, str]) -> bool:
    """Whether whoever answers must leave a way to be reached."""
    return any(asked[way] == MUST for way in WAYS)
