"""By when a person must be answered, by the law of their place."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

ACCESS, COPY, CORRECT, DELETE, RESTRICT, PORT = "access", "copy", "correct", "delete", "restrict", "port"
TAKEN = (ACCESS, COPY, PORT)
"""What is answered by a file of all that is held."""


def deadline_key(place: str, kind: str) -> str:
    """The parameter that holds the span."""
    return "subject.tw_correct" if (place, kind) == ("TW", CORRECT) else f"subject.{place.lower()}"


def due_on(received: date, span: int, place: str, add_workdays: Callable[[date, int], Any]) -> date:
    """Working days on the mainland, days elsewhere."""
    return add_workdays(received, span) if place == "CN" else received + timedelta(days=span)
