"""Which files are drawn: by a seed, so that anybody can draw them again, and what was found in them."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256
from heapq import nsmallest

RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"


def size(population: int, least: int, share: Decimal) -> int:
    """At least so many, or this share of all rounded up; never more than there are."""
    return min(population, max(least, int((population * share).to_integral_value(rounding=ROUND_CEILING))))


def draw(ids: Iterable[int], count: int, seed: str) -> list[int]:
    """Those with the smallest lots. The lot of a file depends on the seed and the file alone, so that each can be proved by
    itself, whatever files came or went since."""
    return nsmallest(count, ids, key=lambda pk: lot(pk, seed))


def lot(pk: int, seed: str) -> bytes:
    return sha256(f"{seed}:{pk}".encode()).digest()


def is_right(found: Mapping[str, str]) -> bool:
    """A file is right where nothing in it was found wrong, and something was compared at all."""
    return WRONG not in found.values() and RIGHT in found.values()
