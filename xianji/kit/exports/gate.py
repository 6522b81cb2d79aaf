"""Whether a list may leave the house at once, or must be asked for; filled by the approvals at start."""

from collections.abc import Callable
from typing import Any


def _at_once(wanted: Any) -> str:
    return ""


asks: Callable[[Any], str] = _at_once
"""order → the page on which it is asked for; empty where it may leave."""


def fill(asking: Callable[[Any], str] | None) -> None:
    global asks
    asks = asking or _at_once
