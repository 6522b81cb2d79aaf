"""Filling a form as a person would: what the page shows, with some fields changed."""

from typing import Any

from tests.kit.every_resource.furniture import text_of
from tests.making import build
from xianji.kit.fields import FixedPoint
from xianji.kit.forms.build import form_of
from xianji.kit.forms.conflicts import written
from xianji.kit.resource import STAMPS
from xianji.org.fields import BlindIndex, NumberField, PathField


def typed(resource: Any, record: Any, **changed: Any) -> dict[str, str]:
    """{field: text} as the form of this record would post it."""
    form = form_of(resource, record)
    shown = {name: written(form, name) for name in form.fields}
    return {**{name: text for name, text in shown.items() if text}, **changed}


def fresh(resource: Any) -> dict[str, str]:
    """What to type for a new record that is valid."""
    record = build(resource.model)
    for name, other in resource.depends.items():
        if (linked := getattr(record, name, None)) is not None and getattr(linked, f"{other}_id", None):
            setattr(record, other, getattr(linked, other))
    if record.owned:
        record.owner = None
    return typed(resource, record)


def lacking(resource: Any) -> list[str]:
    """Fields that such a record needs and its form does not offer: it is made on the page of another one."""
    fields = [
        f for f in resource.model._meta.concrete_fields if f.name not in STAMPS and f.name not in resource.editable
    ]
    filled = (NumberField, PathField, BlindIndex)
    return [f.name for f in fields if not (f.primary_key or f.null or f.has_default() or isinstance(f, filled))]


def is_number(column: Any) -> bool:
    """Asked for last: a number may have to go with others."""
    return isinstance(column.field, FixedPoint)


def other_value(resource: Any) -> tuple[str, str]:
    """A field that a form may change, and a text for it that no row has."""
    columns = [resource.column(name) for name in resource.editable if name != "dictionary"]
    column = next(c for c in sorted(columns, key=is_number) if c.kind in {"text", "long"} or is_number(c))
    return column.path, "7.25" if is_number(column) else text_of(column.field, 9876)
