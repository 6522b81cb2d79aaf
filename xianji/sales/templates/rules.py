"""What a contract speaks of, and what it must not leave out (民法典 470 and what experience adds)."""

MANDATORY = (
    ("parties",), ("subject",), ("quantity",), ("quality",), ("price",), ("payment",), ("delivery",), ("acceptance",),
    ("warranty",), ("breach",), ("confidentiality", "data"), ("dispute",), ("force",), ("term",),
)  # fmt: skip
"""One of each must be there."""


def missing(kinds: set[str]) -> list[tuple[str, ...]]:
    """What is not told at all."""
    return [group for group in MANDATORY if not kinds & set(group)]


def plain(text: str) -> str:
    """A text without what does not change its meaning: spaces and line ends."""
    return " ".join(text.split())
