"""What the last line says of each column: `foot=amount:avg,owner:filled,expected_on:max`. Part of what a view keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.columns import VEILED, Column
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import ListQuery

SUM, AVG, MIN, MAX, FILLED, NONE = "sum", "avg", "min", "max", "filled", "none"
NAMES = {SUM: gettext_lazy("Sum"), AVG: gettext_lazy("Average"), MIN: gettext_lazy("Smallest"), MAX: gettext_lazy("Largest"),
         FILLED: gettext_lazy("Filled in"), NONE: pgettext_lazy("foot", "Nothing")}  # fmt: skip
OF_DATES = {MIN: gettext_lazy("Earliest"), MAX: gettext_lazy("Latest")}
IN_CURRENCY = {"money", "price"}
MEASURED = {"money", "price", "rate", "whole", "number"}
"""Kinds that have a mean and extremes; quantities are in several units."""
DATED = {"date", "moment"}


@dataclass(frozen=True)
class Foot:
    """One column and what is told of it."""

    column: Column
    how: str


@dataclass(frozen=True)
class Part:
    """What is known of a column over some rows; two of them together are one over all of those."""

    count: int = 0
    sum: Any = None
    least: Any = None
    most: Any = None

    def __add__(self, other: "Part") -> "Part":
        return Part(
            self.count + other.count, _both(lambda one, two: one + two, self.sum, other.sum),
            _both(min, self.least, other.least), _both(max, self.most, other.most),
        )  # fmt: skip


def _both(of: Callable[[Any, Any], Any], one: Any, other: Any) -> Any:
    return one if other is None else other if one is None else of(one, other)


def possible(column: Column) -> list[str]:
    """What may be told of a column, the usual first."""
    if "__" in column.path or column.kind in VEILED:
        return []
    if column.kind in MEASURED:
        return [SUM, AVG, MIN, MAX, FILLED, NONE] if column.kind == "money" else [NONE, AVG, MIN, MAX, FILLED]
    return [NONE, MIN, MAX, FILLED] if column.kind in DATED else [NONE, FILLED]


def name_of(column: Column, how: str) -> Any:
    return OF_DATES.get(how, NAMES[how]) if column.kind in DATED else NAMES[how]


def asked_feet(query: ListQuery) -> dict[str, str]:
    """{column: what the address asks to be told of it}. Raises BadFilter for what nobody can say."""
    found = {}
    for one in filter(None, query.asked.get("foot", "").split(",")):
        name, _colon, how = one.partition(":")
        if name not in {*query.resource.names, *query.resource.shown}:
            raise BadFilter(_("There is no column “%(name)s”.") % {"name": name})
        names = possible(query.resource.column(name))
        if how not in names:
            raise BadFilter(_("The last line cannot say “%(how)s” of “%(name)s”. Possible: %(names)s.")
                            % {"how": how, "name": name, "names": ", ".join(names) or "—"})  # fmt: skip
        found[name] = how
    return found


def chosen(query: ListQuery) -> dict[str, str]:
    """{shown column of which something may be told: what is}, the first left out: there the number of rows stands."""
    asked = asked_feet(query)
    return {column.path: asked.get(column.path, names[0]) for column in query.columns[1:] if (names := possible(column))}


def summed(query: ListQuery) -> list[str]:
    """Columns whose sum is told."""
    return [name for name, how in chosen(query).items() if how == SUM]


def feet(query: ListQuery) -> tuple[Foot, ...]:
    """What is told besides sums."""
    columns = {column.path: column for column in query.columns}
    return tuple(Foot(columns[name], how) for name, how in chosen(query).items() if how not in {SUM, NONE})


def measures(feet: tuple[Foot, ...], counts: Q | None = None) -> dict[str, Any]:
    """The aggregates that one statement needs for them, over the rows that count."""
    made: dict[str, Any] = {}
    for foot in feet:
        name = foot.column.path
        filled = is_filled(foot.column)
        made[f"filled_{name}"] = Count("pk", filter=filled if counts is None else filled & counts)
        if foot.how == AVG:
            made[f"total_{name}"] = Sum(name, filter=counts)
        elif foot.how in {MIN, MAX}:
            made[f"{foot.how}_{name}"] = (Min if foot.how == MIN else Max)(name, filter=counts)
    return made


def is_filled(column: Column) -> Q:
    filled = Q(**{f"{column.path}__isnull": False})
    return filled & ~Q(**{column.path: ""}) if column.field.empty_strings_allowed and column.kind in TEXTS else filled


TEXTS = {"text", "long", "email", "url", "choice", "state"}


def part(row: dict[str, Any], name: str) -> Part:
    """What a row of that statement says of one column."""
    return Part(row[f"filled_{name}"], row.get(f"total_{name}"), row.get(f"min_{name}"), row.get(f"max_{name}"))
