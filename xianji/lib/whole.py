"""Whole numbers that come as text: in an address, a form, from a device."""

from collections.abc import Iterable

LONGEST = 18
"""So many digits fit the numbers of every database."""


def number(text: object, longest: int = LONGEST) -> int | None:
    """None for what is no such number: `"²".isdigit()` holds, and `int("²")` fails."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= longest else None


def numbers(texts: Iterable[object]) -> list[int]:
    """Those that are one, each once, in their order."""
    return list(dict.fromkeys(one for text in texts if (one := number(text)) is not None))
