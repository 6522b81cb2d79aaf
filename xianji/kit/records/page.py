"""A record as its page shows it: facts, sections, verbs and panels."""

from typing import Any

from xianji.kit.columns import Column
from xianji.kit.lists.cells import maker
from xianji.lib import actor
from xianji.org import scope


def found(resource: Any, pk: int, *, trashed: bool = False) -> Any | None:
    """The record, if the actor may see it; its links come with their titles in the same query."""
    rows = resource.model.objects.all()
    if trashed:
        rows = scope.visible(resource.model.unscoped.all(), actor.current())
    links = [c.path for c in resource.open_to(actor.current(), resource.names) if c.is_link]
    return rows.select_related(*links).filter(pk=pk).first()


def cell(record: Any, column: Column) -> dict[str, Any]:
    """One field: {name, label, cell: (kind, value, extra)}."""
    value: Any = record
    for part in column.path.split("__"):
        value = getattr(value, part, None)
    make = maker(column)
    shown = make(value.pk if value else None, str(value) if value else None) if column.is_link else make(value)
    return {"name": column.path, "label": column.label, "cell": shown, "kind": column.kind}


def facts(resource: Any, record: Any) -> list[dict[str, Any]]:
    """At most eight key figures for the strip under the title."""
    names = resource.facts or [n for n in resource.shown if n != resource.title_name]
    return [cell(record, column) for column in resource.open_to(actor.current(), names)][:8]


def sections(resource: Any, record: Any) -> list[dict[str, Any]]:
    """[{title, fields}] as the resource orders them."""
    made = []
    for title, names in resource.page_sections.items():
        columns = resource.open_to(actor.current(), names)
        made.append({"title": title, "fields": [cell(record, column) for column in columns]})
    return made


def verbs(resource: Any, record: Any) -> list[Any]:
    """The actions to offer as buttons now."""
    who = actor.current()
    return [action for action in resource.verbs() if action.open_to(record, who)]


def tagged(resource: Any, record: Any) -> list[dict[str, Any]]:
    """State-like fields, shown as tags beside the title."""
    columns = resource.open_to(actor.current(), resource.names)
    return [cell(record, column) for column in columns if column.kind == "state" and getattr(record, column.path)]
