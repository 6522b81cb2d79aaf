"""Which records are meant: ticked ones, or all that a list's address matches; found at the moment of doing, as far as the
actor sees."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from xianji.kit.lists.query import CAP, RESERVED, ListQuery
from xianji.lib import actor
from xianji.org import scope
from xianji.org.among import Among

MOST = 500
"""So many are done while one waits, and can be ticked one by one; more are done by the worker."""
WAVE = 10_000
"""Ids that are known at the same time: memory depends on this, not on how many match."""


@dataclass
class Chosen:
    """`asked` are the words of a list's address, None where `ids` were ticked; `trashed` where they lie in the trash."""

    resource: Any
    asked: dict[str, str] | None = None
    ids: list[int] = field(default_factory=list)
    trashed: bool = False

    @classmethod
    def all_that_match(cls, resource: Any, words: dict[str, str]) -> "Chosen":
        """Only what decides which rows there are, and their order; how they stand on the screen does not matter."""
        kept = {name: text for name, text in words.items() if (name not in RESERVED or name in {"q", "sort"}) and text}
        return cls(resource, kept)

    @property
    def is_all(self) -> bool:
        return self.asked is not None

    @cached_property
    def query(self) -> ListQuery:
        return ListQuery(self.resource, self.asked or {})

    def rows(self) -> QuerySet:
        """The records, in no order; those that the actor may not see are not among them."""
        if self.is_all:
            return self.query.rows()
        if self.trashed:
            return scope.visible(self.resource.model.unscoped.filter(Among("pk", self.ids)), actor.current())
        return self.resource.model.objects.filter(Among("pk", self.ids))

    def some(self) -> QuerySet:
        """As many of them as are counted, read by the cheapest index."""
        return self.query.some(CAP + 1) if self.is_all else self.rows()

    def first(self, size: int) -> list[int]:
        """The ids of the first rows as the list shows them."""
        if not self.is_all:
            return list(self.rows().order_by("pk").values_list("pk", flat=True)[:size])
        name, down = self.query.sort
        return list(self.query.first(size, down).values_list("pk", flat=True))

    @cached_property
    def count(self) -> int:
        """How many there are, up to one more than is counted."""
        return self.query.count() if self.is_all else self.rows().count()

    def wave(self, after: int) -> list[int]:
        """The next ids: each is met once, whatever the deed makes of the records before it."""
        return list(self.rows().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:WAVE])
