"""What leaves the house: the rows of a list as far as the export right reaches, read in blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xianji.kit.columns import Column
from xianji.kit.exports.values import path_of, writer
from xianji.kit.lists.query import ListQuery
from xianji.kit.order import sorted_by
from xianji.lib import actor
from xianji.org import scope

BLOCK = 2000


@dataclass
class Selection:
    """A list query, or some ticked rows of it, in the columns shown; `machine` names columns as the import knows them."""

    query: ListQuery
    machine: bool = False
    ids: list[int] | None = None

    @cached_property
    def columns(self) -> list[Column]:
        """For a machine the key and the columns it can read back, unless others were asked for; never an encrypted one."""
        resource = self.query.resource
        if not self.machine or self.query.asked.get("columns"):
            return self.query.columns
        names = dict.fromkeys([resource.natural_key, *resource.importable])
        columns = resource.open_to(actor.current(), list(names))
        return [column for column in columns if column.kind not in {"phone", "secret"}]

    @cached_property
    def headings(self) -> list[str]:
        return [column.path if self.machine else str(column.label) for column in self.columns]

    def found(self) -> Any:
        """The records, in no order: what the list shows, as far as the right to export reaches."""
        resource, who = self.query.resource, actor.current()
        rows = scope.within(self.query.rows(), who, who.reach(resource.permission("export")))
        return (rows if self.ids is None else rows.filter(pk__in=self.ids)).order_by()

    def rows(self) -> Iterator[list[Any]]:
        """One list of values per record, in the order of the list, as they all stood at the same moment."""
        rows = sorted_by(self.found(), *self.query.sort)
        writers = [writer(column, self.machine) for column in self.columns]
        paths = [path_of(column, self.machine) for column in self.columns]
        for row in rows.values_list(*paths).iterator(BLOCK):
            yield [write(value) for write, value in zip(writers, row, strict=True)]
