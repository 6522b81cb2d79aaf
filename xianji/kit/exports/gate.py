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


def _nobody_hears(wanted: Any, chosen: Any) -> None:
    return None


taken: Callable[[Any, Any], None] = _nobody_hears
"""(order, its rows), when a list has been written into a file; filled by the administration at start."""


def tell_when_taken(hearing: Callable[[Any, Any], None]) -> None:
    global taken
    taken = hearing
