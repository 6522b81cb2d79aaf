"""Records as the API tells them: read with values_list like a page of the list, never one query a row."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from xianji.kit.columns import Column
from xianji.kit.fields import FixedPoint
from xianji.kit.lists.cells import HIDDEN, fetched
from xianji.kit.lists.query import ListPage, ListQuery
from xianji.kit.records.finding import is_seen
from xianji.lib import actor
from xianji.lib.text import mask_email, mask_phone
from xianji.org.prepared import Given, Question

Tell = Callable[..., Any]
Part = tuple[str, Tell, slice]


@lru_cache(maxsize=1024)
def fields_of(resource: Any) -> tuple[str, ...]:
    """Every field that a person may meet on the page or in the list, in order."""
    listed = [name for names in resource.page_sections.values() for name in names]
    return tuple(dict.fromkeys([*resource.names, *listed, *resource.shown]))


class Telling:
    """What is told of a kind to those to whom these fields are closed: the columns, and one record read by its key."""

    def __init__(self, resource: Any, closed: frozenset[str]) -> None:
        self.resource, model = resource, resource.model
        self.columns = [resource.column(name) for name in fields_of(resource) if name.partition("__")[0] not in closed]
        self.fetched = ["version", *fetched(self.columns)]
        self.parts = parts_of(self.columns)
        self.place = ["deleted_at", *(["owner_id", "org_path"] if model.owned else [])]
        rows = model.unscoped.filter(pk=Given("pk", model._meta.pk))
        self.one = Question((type(self), model, *self.fetched), lambda: rows.values_list("pk", *self.fetched, *self.place), model)

    def stored(self, pk: int) -> tuple[Any, dict[str, Any]] | None:
        """Where a record lies, as a record that knows nothing else, and what is told of it; None where there is none."""
        found = self.one.rows(pk=pk)
        if not found:
            return None
        at = len(found[0]) - len(self.place)
        lies = self.resource.model(pk=pk, **dict(zip(self.place, found[0][at:], strict=True)))
        return lies, told_by(self.parts, found[0])


def telling(resource: Any) -> Telling:
    """For the one who acts now."""
    who = actor.current()
    return _telling(resource, frozenset(name for name, guard in resource.guarded.items() if not who.may(guard)))


_telling = lru_cache(maxsize=1024)(Telling)


def page_of(query: ListQuery, names: tuple[str, ...] | None = None) -> tuple[list[dict[str, Any]], ListPage]:
    """One page in one query; `columns=` of the list, or names, narrow what is told."""
    columns = query.columns if query.asked.get("columns") else telling(query.resource).columns
    if names is not None:
        columns = [column for column in columns if column.path in names]
    page = query.page(["version", *fetched(columns)])
    return told(columns, [row[1:] for row in page.rows]), page


def one_of(resource: Any, pk: int) -> dict[str, Any] | None:
    """One record as it stands now, if the actor may see it."""
    if not resource.may(actor.current(), "view") or (found := telling(resource).stored(pk)) is None:
        return None
    record, content = found
    is_there = record.deleted_at is None and is_seen(record) and resource.lists(pk)
    return content if is_there else None


def told(columns: list[Column], rows: list[tuple]) -> list[dict[str, Any]]:
    """(id, version, *values) as {id, version, field: value}."""
    parts = parts_of(columns)
    return [told_by(parts, row) for row in rows]


def told_by(parts: list[Part], row: tuple) -> dict[str, Any]:
    return {"id": row[0], "version": row[1], **{name: tell(*row[place]) for name, tell, place in parts}}


def parts_of(columns: list[Column]) -> list[Part]:
    """Of each column its name, how it is told, and where its values stand in a row."""
    parts: list[Part] = []
    at = 2
    for column in columns:
        parts.append((column.path, teller(column), slice(at, at + len(column.values))))
        at += len(column.values)
    return parts


def teller(column: Column) -> Tell:
    """Decimals with all their digits, ISO dates, links as id and title, encrypted values masked."""
    if column.is_link:
        return lambda pk, title: None if pk is None else {"id": pk, "title": str(title or "")}
    if isinstance(column.field, FixedPoint):
        return lambda value: None if value is None else f"{value:.{column.field.scale}f}"
    if column.is_said:
        return lambda value: value and column.told(value)
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
    "mail": lambda value: mask_email(value) if value else "",
    "phone": lambda value: mask_phone(value) if value else "",
    "secret": lambda value: HIDDEN if value else "",
}
