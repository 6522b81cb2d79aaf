"""A chart of a list, from its address: `layout=chart&by=stage&across=owner&sum=amount&mark=line`. By a date means by its months;
two fields make a heat map."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.boards.declared import board_of
from xianji.kit.columns import Column
from xianji.kit.indexes import leading, sorts_of
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import ListQuery
from xianji.kit.tables.shape import groupable
from xianji.kit.tables.totals import added
from xianji.lib import actor

BAR, LINE, HEAT = "bar", "line", "heat"
DATES = {"date", "moment"}


@dataclass(frozen=True)
class Chart:
    """`sum` None is the number of records; `across` makes it a heat map."""

    by: Column
    across: Column | None
    sum: Column | None
    mark: str


def is_charted(query: ListQuery) -> bool:
    return query.asked.get("layout") == "chart"


def is_drawable(query: ListQuery) -> bool:
    """Whether what the address says of a chart can be drawn, if it says anything; refused in words where not."""
    return not is_charted(query) or chart_of(query) is not None


def chart_of(query: ListQuery) -> Chart:
    """Raises BadFilter for what cannot be drawn."""
    resource, asked = query.resource, query.asked
    possible = fields(resource)
    by = one_of(possible, asked.get("by", "")) or first(resource, possible)
    across = one_of(possible, asked.get("across", ""))
    if across is by:
        across = None
    total = one_of(summable(resource), asked.get("sum", ""))
    return Chart(by, across, total, mark_of(asked.get("mark", ""), by, across))


def mark_of(text: str, by: Column, across: Column | None) -> str:
    """Two fields are always a heat map; months are a line unless bars were asked for; the rest are bars."""
    if text not in {"", BAR, LINE, HEAT}:
        raise BadFilter(_("There is no chart “%(name)s”. Possible: %(names)s.") % {"name": text, "names": "bar, line, heat"})
    if across is not None:
        return HEAT
    return LINE if by.kind in DATES and text != BAR else BAR


def one_of(possible: list[Column], name: str) -> Column | None:
    if not name:
        return None
    found = next((column for column in possible if column.path == name), None)
    if found is None:
        told = {"name": name, "names": ", ".join(column.path for column in possible)}
        raise BadFilter(_("A chart cannot be drawn by “%(name)s”. Possible: %(names)s.") % told)
    return found


def first(resource: Any, possible: list[Column]) -> Column:
    """What is drawn when nothing was said: the lanes of a board, else the first field."""
    if not possible:
        raise BadFilter(_("Nothing here can be drawn as a chart."))
    board = board_of(resource)
    return next((column for column in possible if board and column.path == board.by), possible[0])


def fields(resource: Any) -> list[Column]:
    """What makes groups, and dates that an index answers."""
    dates = resource.open_to(actor.current(), resource.filterable)
    indexed = [column for column in dates if column.kind in DATES and is_answered(resource, column)]
    return [*groupable(resource), *indexed]


def is_answered(resource: Any, column: Column) -> bool:
    return not sorts_of(resource.model) or leading(resource.model, column.path) is not None


def summable(resource: Any) -> list[Column]:
    """The fields of money that the reader may see."""
    columns = resource.open_to(actor.current(), list(dict.fromkeys([*resource.shown, *resource.names])))
    names = added(columns)
    return [column for column in columns if column.path in names]
