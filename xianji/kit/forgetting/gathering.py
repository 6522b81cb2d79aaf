"""Texts of the whole company read once for many persons: in which records one of their numbers or addresses occurs, and in
which comments, drafts, letters and notices one of their names too."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils import timezone

from xianji.kit import registry
from xianji.kit.forgetting.known import SHORTEST, Known, text_fields
from xianji.kit.forgetting.traces import READ, as_one

RUN = re.compile(rf"[0-9](?:[ .()-]?[0-9]){{{SHORTEST - 1},}}")
"""Digits with at most one sign between two of them: a number, however it is written, lies inside of such a run."""
BETWEEN = re.compile(r"[^0-9]+")
BLOCK = 2_000


class Gathered:
    """`places[word][kind]` are the ids of rows in which a word occurs. More may be told than is so, never less: whoever
    replaces looks again."""

    def __init__(self, marks: Iterable[str], names: Iterable[str] = ()) -> None:
        self.marks, self.names = frozenset(marks), {name: name.lower() for name in names}
        self.numbers = {mark for mark in self.marks if mark.isdigit()}
        self.lengths = sorted({len(mark) for mark in self.numbers})
        self.others = {mark: mark.lower() for mark in self.marks - self.numbers}
        self.places: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self.began = timezone.now()
        self.forgotten: list[Known] = []

    def read(self, since: datetime | None = None) -> None:
        """Every text, or of records those that were written since a moment; what stands beside them is read whole."""
        for resource in registry.resources.values():
            if names := text_fields(resource.model):
                rows = resource.model.unscoped.order_by()
                rows = rows.filter(updated_at__gte=since) if since else rows
                for pk, *texts in rows.values_list("pk", *names).iterator(BLOCK):
                    for mark in self.occurring("\n".join(filter(None, texts))):
                        self.places[mark][resource.label].add(pk)
        for model, columns in READ.items():
            for pk, *kept in model.objects.order_by().values_list("pk", *columns).iterator(BLOCK):
                text = as_one(kept)
                small = text.lower()
                for word in self.occurring(text) | {name for name, told in self.names.items() if told in small}:
                    self.places[word][model._meta.label_lower].add(pk)

    def occurring(self, text: str) -> set[str]:
        found = {mark for run in RUN.finditer(text) for mark in self.inside(BETWEEN.sub("", run[0]))}
        if self.others:
            small = text.lower()
            found |= {mark for mark, told in self.others.items() if told in small}
        return found

    def inside(self, digits: str) -> Iterator[str]:
        """The numbers in a run of digits."""
        for length in self.lengths:
            for start in range(len(digits) - length + 1):
                if (part := digits[start : start + length]) in self.numbers:
                    yield part

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Around a transaction: who was not forgotten after all is not looked for again."""
        before = len(self.forgotten)
        try:
            yield
        except BaseException:
            del self.forgotten[before:]
            raise

    def knows(self, words: set[str]) -> bool:
        return all(word in self.marks or word in self.names for word in words)

    def ids(self, label: str, words: set[str]) -> set[int]:
        return {pk for word in words if word in self.places for pk in self.places[word].get(label, ())}


def gather(people: Iterable[Any]) -> Gathered:
    """For all records of some persons, those that are the same person included."""
    known = [Known(record, "") for record in people]
    known += [Known(one, "") for each in known for one in each.same_person()]
    found = Gathered(*({word for one in known for word in getattr(one, kind)} for kind in ("marks", "names")))
    if known:
        found.read()
    return found
