"""The only hand that writes records: version, stamps, journal, search index and outbox in one transaction."""

from xianji.kit.store.checking import check, constrained, unique
from xianji.kit.store.differences import changes, remember
from xianji.kit.store.placing import Owners, place, place_many, stamp_many
from xianji.kit.store.writing import change, create, follow, follows, journal, stale, whole

__all__ = [
    "Owners", "change", "changes", "check", "constrained", "create", "follow", "follows", "journal", "place", "place_many",
    "remember", "stale", "stamp_many", "unique", "whole",
]  # fmt: skip
