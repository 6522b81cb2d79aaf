"""Reading what was sent, strictly."""

import json
from decimal import Decimal
from typing import Any


def parsed(content: bytes) -> Any:
    """Decimals stay exact; NaN, infinities and bodies of another encoding are refused with ValueError."""
    try:
        return json.loads(content.decode(), parse_float=Decimal, parse_constant=refused)
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem


def refused(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")


def storable(text: str) -> bool:
    """No NUL, which PostgreSQL refuses, and no half of a character."""
    return "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)
