"""Records as the API tells them: read with values_list like a page of the list, never one query a row."""

from collections.abc import Callable
from typing import Any

from xianji.kit.columns import Column
from xianji.kit.fields import FixedPoint
from xianji.kit.lists.cells import HIDDEN, fetched
from xianji.kit.lists.query import ListPage, ListQuery
from xianji.lib import actor
from xianji.lib.text import mask_phone

Tell = Callable[..., Any]


def fields_of(resource: Any) -> list[str]:
    """Every field that a person may meet on the page or in the list, in order."""
    listed = [name for names in resource.page_sections.values() for name in names]
    return list(dict.fromkeys([*resource.names, *listed, *resource.shown]))


def open_columns(resource: Any) -> list[Column]:
    return resource.open_to(actor.current(), fields_of(resource))


def page_of(query: ListQuery) -> tuple[list[dict[str, Any]], ListPage]:
    """One page in one query; `columns=` narrows what is told."""
    columns = query.columns if query.asked.get("columns") else open_columns(query.resource)
    page = query.page(["version", *fetched(columns)])
    return told(columns, [row[1:] for row in page.rows]), page


def one_of(resource: Any, pk: int) -> dict[str, Any] | None:
    """One record as it stands now, if the actor may see it."""
    columns = open_columns(resource)
    row = resource.rows().filter(pk=pk).values_list("pk", "version", *fetched(columns)).first()
    return told(columns, [row])[0] if row else None


def told(columns: list[Column], rows: list[tuple]) -> list[dict[str, Any]]:
    """(id, version, *values) as {id, version, field: value}."""
    parts: list[tuple[str, Tell, slice]] = []
    at = 2
    for column in columns:
        parts.append((column.path, teller(column), slice(at, at + len(column.values))))
        at += len(column.values)
    return [{"id": row[0], "version": row[1], **{name: tell(*row[place]) for name, tell, place in parts}} for row in rows]


def teller(column: Column) -> Tell:
    """Decimals with all their digits, ISO dates, links as id and title, encrypted values masked."""
    if column.is_link:
        return lambda pk, title: None if pk is None else {"id": pk, "title": str(title or "")}
    if isinstance(column.field, FixedPoint):
        return lambda value: None if value is None else f"{value:.{column.field.scale}f}"
    return KINDS.get(column.kind, as_it_is)


def value_told(column: Column, value: Any) -> Any:
    """One value at hand, a link as its record."""
    if column.is_link:
        return teller(column)(getattr(value, "pk", None), value)
    return teller(column)(value)


def iso(value: Any) -> str | None:
    return None if value is None else value.isoformat()


def as_it_is(value: Any) -> Any:
    return value


KINDS: dict[str, Tell] = {
    "date": iso,
    "moment": iso,
    "phone": lambda value: mask_phone(value) if value else "",
    "secret": lambda value: HIDDEN if value else "",
}
