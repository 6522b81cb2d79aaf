"""Keeping the search index true: called by the store inside the transaction of each write."""

from typing import Any


def renew(records: list[Any]) -> None:
    """Write or remove the search rows of records that were just stored."""
