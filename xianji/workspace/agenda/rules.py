"""iCalendar (RFC 5545): how an event is written. Times are UTC, lines end in CRLF and are folded at 75 octets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 75
"""Octets of a line without its end."""
PRODUCT = "-//Xianji//Agenda//EN"
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """Something on a day, or at a moment for some minutes; `changed` is when it was last written."""

    uid: str
    at: date | datetime
    summary: str
    changed: datetime
    url: str = ""
    text: str = ""
    minutes: int | None = None


def feed(name: str, events: list[Event]) -> str:
    """A calendar to be fetched again every hour."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]  # fmt: skip
    for event in events:
        lines += written(event)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def written(event: Event) -> list[str]:
    """One event; one that has only a day takes the whole of it, and nobody's time."""
    if isinstance(event.at, datetime):
        when = [f"DTSTART:{utc(event.at)}"]
        when += [f"DURATION:PT{event.minutes}M"] if event.minutes else []
    else:
        end = event.at + timedelta(days=1)
        when = [f"DTSTART;VALUE=DATE:{event.at:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}", "TRANSP:TRANSPARENT"]
    told = [f"SUMMARY:{text(event.summary)}"]
    told += [f"DESCRIPTION:{text(event.text)}"] if event.text else []
    told += [f"URL:{event.url}"] if event.url else []
    stamps = [f"DTSTAMP:{utc(event.changed)}", f"LAST-MODIFIED:{utc(event.changed)}"]
    return ["BEGIN:VEVENT", f"UID:{event.uid}", *stamps, *when, *told, "END:VEVENT"]


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def text(words: str) -> str:
    """A value of kind TEXT; no control character but the line's end survives."""
    kept = "".join(sign for sign in words if sign >= " " or sign in "\n\t")
    return kept.translate(ESCAPES)


def folded(line: str) -> str:
    """A long line goes on behind a space; no character is cut in two."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            parts.append(part)
            part, size = " ", 1
        part, size = part + sign, size + octets
    return "\r\n".join([*parts, part])
