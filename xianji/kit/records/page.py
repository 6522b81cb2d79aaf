"""A record as its page shows it: facts, sections and marks."""

from typing import Any

from xianji.kit.columns import VEILED, Column
from xianji.kit.inline.locks import lock_of
from xianji.kit.lists.cells import maker
from xianji.kit.records.finding import seen
from xianji.kit.records.holding import Holding
from xianji.kit.web import writing
from xianji.lib import actor


def found(resource: Any, pk: int, *, trashed: bool = False, names: list[str] | None = None) -> Any | None:
    """The record, if the actor may see it; its links (those among `names`, else all) come with it in the same query."""
    links = [c.path for c in resource.open_to(actor.current(), names or resource.names) if c.is_link]
    return seen(resource.model, pk, *links, trashed=trashed)


def cell(record: Any, column: Column) -> dict[str, Any]:
    """One field: {name, label, kind, cell: (kind, text, extra), is_veiled}."""
    value: Any = record
    for part in column.path.split("__"):
        value = getattr(value, part, None)
    make = maker(column)
    shown = make(value.pk if value else None, str(value) if value else None) if column.is_link else make(value)
    return {"name": column.path, "label": column.label, "cell": shown, "kind": column.kind,
            "is_veiled": column.kind in VEILED and bool(value)}  # fmt: skip


def facts(resource: Any, record: Any) -> list[dict[str, Any]]:
    """At most eight key figures for the strip under the title, without what stands beside the title already."""
    told = {one["name"] for one in marks(resource, record)} | {resource.title_name, number_name(resource)}
    names = [n for n in resource.facts or resource.shown if n not in told]
    cells = [cell(record, column) for column in resource.open_to(actor.current(), names)[:8]]
    return [{**one, "cell": short(record, one)} for one in cells]


def short(record: Any, one: dict[str, Any]) -> Any:
    """A key figure of money in short, the exact one behind it."""
    kind, text, extra = one["cell"]
    value = getattr(record, one["name"], None)
    return (kind, writing.short_money(value), text) if kind == "money" and value is not None else (kind, text, extra)


def sections(resource: Any, record: Any, holding: Holding) -> list[dict[str, Any]]:
    """[{title, fields}] as the resource orders them."""
    made = []
    for title, names in resource.page_sections.items():
        columns = resource.open_to(actor.current(), names)
        if columns:
            made.append({"title": title, "fields": [field_of(resource, record, column.path, holding) for column in columns]})
    return made


def field_of(resource: Any, record: Any, name: str, holding: Holding | None = None) -> dict[str, Any]:
    """A field with why it cannot be changed where it stands, if it cannot."""
    return {**cell(record, resource.column(name)), "lock": lock_of(resource, record, name, holding)}


def marks(resource: Any, record: Any) -> list[dict[str, Any]]:
    """The states and the class of a record, shown beside its title; two that say the same are one."""
    columns = resource.open_to(actor.current(), resource.names)
    cells = [cell(record, column) for column in columns if column.kind in {"state", "choice"}]
    told: dict[Any, dict[str, Any]] = {}
    for one in cells:
        if one["cell"][0] in {"state", "bars"} and one["cell"][1]:
            told.setdefault(one["cell"][:2], one)
    return sorted(told.values(), key=lambda one: one["cell"][0])


def number(resource: Any, record: Any) -> str:
    """The business number under the title, unless it is the title."""
    name = number_name(resource)
    return getattr(record, name) if name else ""


def number_name(resource: Any) -> str:
    """The field of the business number; empty where there is none, or not for everybody."""
    name = next((n for n in ("number", "code", "sku") if n in resource.names and n != resource.title_name), "")
    return "" if resource.guarded.get(name) else name


def number_to_call(resource: Any, record: Any) -> str:
    """What its button dials, if the actor may see that field; nothing where there is none."""
    open_ones = resource.open_to(actor.current(), [resource.dials] if resource.dials else [])
    return str(getattr(record, resource.dials) or "") if open_ones and not record.deleted_at else ""
