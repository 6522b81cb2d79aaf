"""Every object with its fields and what can be done with it."""

from collections.abc import Iterator
from typing import Any

from tools.reference.tables import code, table
from xianji.kit import registry


def page() -> Iterator[str]:
    yield from ("# Objects", "", "Every object with its fields, filters, search, import and verbs, by chapter.", "")
    for chapter in registry.chapters:
        if chapter.resources:
            yield from (f"## {chapter.title}", "")
            for kind in chapter.resources:
                yield from told(registry.resource_of(kind.model))


def told(resource: Any) -> Iterator[str]:
    yield from (
        f"### {resource.title} `{resource.label}`",
        "",
        (type(resource).__doc__ or "").strip().splitlines()[0],
        "",
    )
    yield f"- Screen `{resource.path}`, API `/api{resource.path.rstrip('/')}`, import `xianji import {resource.label} FILE`"
    yield f"- Seen {'by owner, unit and sharing' if resource.model.owned else 'as a whole, or not at all'}"
    yield f"- List: {code(resource.shown)}; sorted by `{resource.default_order}`"
    yield f"- Filters: {code(resource.filterable) or 'none'}"
    yield f"- Search: {code(resource.search) or 'not in the search'}"
    key = f"; an imported row finds its record by `{resource.natural_key}`" if resource.importable else ""
    yield f"- Import: {code(resource.importable) or 'not possible'}{key}"
    yield ""
    yield from table(("Field", "Name", "Kind", "Notes"), (row(resource, name) for name in fields(resource)))
    verbs = [(f"`{a.name}`", a.label, moves(a), (a.__doc__ or "").strip()) for a in resource.verbs()]
    yield from table(("Verb", "Button", "From → to", "What it does"), verbs)


def fields(resource: Any) -> list[str]:
    listed = [name for names in resource.page_sections.values() for name in names]
    return list(dict.fromkeys([*listed, *resource.names]))


def row(resource: Any, name: str) -> tuple[Any, ...]:
    column = resource.column(name)
    return f"`{name}`", column.label, column.kind, "; ".join(notes(resource, name))


def notes(resource: Any, name: str) -> Iterator[str]:
    column = resource.column(name)
    field = column.field
    if not (field.blank or field.has_default() or field.null) and name in resource.editable:
        yield "required"
    if name not in resource.editable:
        yield "never typed"
    if field.unique:
        yield "unique"
    if column.is_link:
        yield f"→ `{field.related_model._meta.label_lower}`"
    if column.kind in {"phone", "secret"}:
        yield "encrypted"
    if column.choices:
        yield ", ".join(f"`{value}` {label}" for value, label in column.choices.items() if value not in ("", None))
    if column.guard:
        yield f"only with `{column.guard}`"


def moves(action: Any) -> str:
    """The states a verb leads from and to."""
    if not action.then:
        return code(action.when)
    return f"{code(action.when) or 'any'} → {code(action.then)}"
