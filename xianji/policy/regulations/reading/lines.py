"""Lines of a file, with what its format knows about them, and notes made on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

EXCERPT = 60


@dataclass
class Line:
    """One line or paragraph: `heading` is its level (0 none), `depth` how deep it lies in nested lists."""

    text: str
    heading: int = 0
    depth: int = 0
    is_title: bool = False


@dataclass(frozen=True)
class Note:
    """A remark on a place; `line` and `column` are None when it concerns the whole file."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    excerpt: str = ""
    line: int | None = None
    column: int = 0


def excerpt_of(text: str, at: int = 0) -> str:
    """A short piece of the text around a place, on one line."""
    start = max(0, at - EXCERPT // 3)
    piece = text[start : start + EXCERPT].split()
    return ("…" if start else "") + " ".join(piece) + ("…" if start + EXCERPT < len(text) else "")
