"""What the kit derived for an object, in plain text: `xianji explain sales.opportunity`."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.boards.declared import board_of
from xianji.lib.mistakes import Mistake
from xianji.org.access.models import Grant

WIDTH = 100


class UnknownObject(Mistake, LookupError):
    """No object has this name."""


def explain(label: str) -> str:
    """Everything derived for `chapter.object`; raises UnknownObject, naming the objects there are."""
    if label.lower() not in registry.resources:
        told = {"name": label, "names": ", ".join(sorted(registry.resources))}
        raise UnknownObject(_("There is no object “%(name)s”. Possible: %(names)s.") % told)
    resource = registry.resources[label.lower()]
    parts = (head, columns, sections, sieves, verbs, rights, panels, addresses, indexes)
    return "\n\n".join("\n".join(part(resource)) for part in parts) + "\n"


def head(resource: Any) -> Iterator[str]:
    yield f"{resource.label}: {resource.title} / {resource.plural}"
    yield f"  {(type(resource).__doc__ or '').strip()}"
    yield f"  declared in {type(resource).__module__}, stored in {resource.model._meta.db_table}"
    owned = "by owner, unit and sharing" if resource.model.owned else "all or nothing"
    yield f"  seen {owned}; called by {resource.title_name!r}; found again on import by {resource.natural_key!r}"


def columns(resource: Any) -> Iterator[str]:
    yield "Columns (shown by default: *)"
    for name in dict.fromkeys([*resource.shown, *resource.names]):
        column = resource.column(name)
        marks = [
            "sortable" if name in resource.sortable else "",
            "fixed" if name in resource.fixed else "",
            f"only with {column.guard}" if column.guard else "",
            f"→ {column.field.related_model._meta.label_lower}" if column.is_link else "",
            f"one of {', '.join(str(value) for value in column.choices)}" if column.choices else "",
        ]
        shown = "*" if name in resource.shown else " "
        yield f"  {shown} {name:<24} {column.kind:<9} {'; '.join(mark for mark in marks if mark)}".rstrip()


def sections(resource: Any) -> Iterator[str]:
    yield "Sections of page and form (typed: what a form may change)"
    for title, names in resource.page_sections.items():
        told = (name if name in resource.editable else f"({name})" for name in names)
        yield f"  {title}: {', '.join(told)}"
    for relation, names in resource.lines.items():
        yield f"  lines {relation}: {', '.join(names)}"


def sieves(resource: Any) -> Iterator[str]:
    yield f"Filters  {', '.join(resource.filterable) or 'none'}"
    yield f"Order    {', '.join(resource.order) or resource.default_order}"
    yield f"Search   {', '.join(resource.search) or 'not in the search'}"
    yield f"Import   {', '.join(resource.importable) or 'not possible'}"
    board = board_of(resource)
    yield f"Board    {board.by if board else 'none'}"


def verbs(resource: Any) -> Iterator[str]:
    yield "Verbs (besides view, create, change, delete, hand over, import, export)"
    for action in resource.verbs():
        states = f"{' | '.join(action.when) or 'any state'} → {' | '.join(action.then) or 'the same'}"
        asks = f"; asks {', '.join(action.parameters)}" if action.parameters else ""
        asks += f"; not without {', '.join(action.needs)}" if action.needs else ""
        only = "; only through an approval" if action.only_through else ""
        yield f"  {action.name:<16} {states}; needs {action.needed}{asks}{only}"
        blocking = [c for c in registry.controls.values() if c.model is action.model and action.name in c.blocks]
        yield from (f"    may be blocked by {control.clause} {control.name}" for control in blocking)
    if not resource.verbs():
        yield "  none"


def rights(resource: Any) -> Iterator[str]:
    """The grants as they stand in the database: the company may have changed them."""
    yield "Permissions per role (s own, p own and shared, d unit, b unit and below, a all, c chosen)"
    held: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    start = f"{resource.label}."
    rows = Grant.objects.filter(permission__startswith=start).order_by("role__code", "permission")
    for code, permission, reach in rows.values_list("role__code", "permission", "reach"):
        held[code][reach].append(permission.removeprefix(start))
    for code, reaches in held.items():
        yield f"  {code:<4} " + "; ".join(f"{reach}: {', '.join(names)}" for reach, names in sorted(reaches.items()))
    for name, permission in resource.guarded.items():
        yield f"  field {name} only with {permission}"


def panels(resource: Any) -> Iterator[str]:
    yield "Panels of the page"
    for panel in [*resource.panels_of(), *registry.on_every]:
        yield f"  {panel.place:<5} {panel.name}: {panel.title} ({panel.template})"


def addresses(resource: Any) -> Iterator[str]:
    from xianji.kit.web.urls import addresses_of

    yield "Addresses"
    yield from (f"  /{address}" for address in addresses_of(resource))


def indexes(resource: Any) -> Iterator[str]:
    yield f"Indexes of {resource.model._meta.db_table}"
    for index in resource.model._meta.indexes:
        yield f"  {index.name}: {', '.join(index.fields)}" + (f" where {index.condition}" if index.condition else "")
    for field in resource.model._meta.concrete_fields:
        if field.unique or field.db_index:
            yield f"  {field.column}" + (" (unique)" if field.unique else "")
