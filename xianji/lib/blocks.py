"""Much, a part at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(rows: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Blocks of so many; the last may be smaller."""
    rest = iter(rows)
    while block := tuple(islice(rest, size)):
        yield block
