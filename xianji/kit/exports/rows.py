"""What leaves the house: the rows of a list as far as the export right reaches, read in blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xianji.kit.columns import VEILED, Column
from xianji.kit.exports.texts import Told, teller
from xianji.kit.exports.values import path_of, writer
from xianji.kit.lists.cells import fetched
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
    names: list[str] | None = None
    """Columns of another choice than the list's."""

    @cached_property
    def columns(self) -> list[Column]:
        """For a machine the key and the columns it can read back, unless others were asked for; never an encrypted one."""
        resource = self.query.resource
        if self.names is not None:
            return resource.open_to(actor.current(), self.names)
        if not self.machine or self.query.asked.get("columns"):
            return self.query.columns
        names = dict.fromkeys([resource.natural_key, *resource.importable])
        columns = resource.open_to(actor.current(), list(names))
        return [column for column in columns if column.kind not in VEILED]

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
        rows = self.sorted()
        writers = [writer(column, self.machine) for column in self.columns]
        paths = [path_of(column, self.machine) for column in self.columns]
        for row in rows.values_list(*paths).iterator(BLOCK):
            yield [write(value) for write, value in zip(writers, row, strict=True)]

    def sorted(self) -> Any:
        """The records in the order of the list."""
        return sorted_by(self.found(), *self.query.sort)

    def texts(self, most: int) -> list[list[str]]:
        """The first rows as a printed page shows them."""
        tell = [teller(column) for column in self.columns]
        found = self.sorted().values_list(*fetched(self.columns))[:most]
        return [list(told(tell, self.columns, row)) for row in found]


def told(tell: list[Told], columns: list[Column], row: tuple[Any, ...]) -> Iterator[str]:
    at = 0
    for write, column in zip(tell, columns, strict=True):
        yield write(*row[at : at + len(column.values)])
        at += len(column.values)
