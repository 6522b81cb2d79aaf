"""Which of several values stays: the fuller one, then the newer; whoever merges may choose another."""

from typing import Any

from xianji.kit.columns import Column
from xianji.kit.records.holding import Holding
from xianji.lib import actor

Choice = dict[str, Any]
"""{field: the record whose value stays}."""


def names_of(resource: Any, rows: list[Any]) -> list[str]:
    """The fields of which one may choose: those of a form, but for what no two records share; the owner is chosen by those who
    may hand every one of them over."""
    columns = resource.open_to(actor.current(), [name for name in resource.editable if is_shared(resource, name)])
    names = [column.path for column in columns]
    over = resource.permission("hand_over")
    if "owner" in names and not all(Holding(row, actor.current()).may(over) for row in rows):
        names.remove("owner")
    return names


def is_shared(resource: Any, name: str) -> bool:
    return not resource.model._meta.get_field(name).unique


def fuller(resource: Any, rows: list[Any]) -> Any:
    """The record that says most, the newest of those."""
    names = [name for name in resource.editable if is_shared(resource, name)]
    told = lambda row: sum(not is_bare(resource.column(name), row) for name in names)  # noqa: E731
    return max(rows, key=lambda row: (told(row), row.updated_at))


def choice(resource: Any, rows: list[Any]) -> Choice:
    """What is proposed, the first record being the one that stays."""
    return {name: chosen(resource.column(name), rows) for name in names_of(resource, rows)}


def chosen(column: Column, rows: list[Any]) -> Any:
    if column.path == "owner":
        return rows[0]
    said = [row for row in rows if not is_bare(column, row)] or [row for row in rows if value(column, row) not in (None, "")]
    fuller_ones = [row for row in said if not any(is_part(value(column, row), value(column, other)) for other in said)]
    return max(fuller_ones, key=lambda row: row.updated_at) if said else rows[0]


def is_part(one: Any, other: Any) -> bool:
    """Whether a text stands inside another one, which says more."""
    return isinstance(one, str) and isinstance(other, str) and one != other and one in other


def differing(resource: Any, rows: list[Any]) -> list[str]:
    """The fields in which they are not all the same."""
    return [name for name in names_of(resource, rows) if len({value(resource.column(name), row) for row in rows}) > 1]


def is_bare(column: Column, row: Any) -> bool:
    """Empty, or as every new record has it."""
    found = value(column, row)
    return found in (None, "") or (column.field.has_default() and found == column.field.get_default())


def value(column: Column, row: Any) -> Any:
    return getattr(row, column.field.attname)


def values(resource: Any, rows: list[Any], picked: Choice) -> dict[str, Any]:
    """{column: value} for the one that stays. What is closed to the actor stays as it is, and is filled where it is empty; no
    record leads to one that goes into it."""
    names = [name for name in resource.editable if is_shared(resource, name) and name != "owner" and name not in picked]
    hidden = {name: chosen(resource.column(name), rows) for name in names if is_bare(resource.column(name), rows[0])}
    found = {}
    for name, row in {**hidden, **picked}.items():
        column = resource.column(name)
        mine = value(column, row)
        own = column.is_link and column.field.related_model is resource.model
        found[column.field.attname] = None if own and mine in {one.pk for one in rows} else mine
    return found
