"""Asking the search index."""

from typing import Any


def matching(resource: Any, words: str) -> list[int]:
    """Ids of the newest 1,000 records of a kind that match all words."""
    return []
