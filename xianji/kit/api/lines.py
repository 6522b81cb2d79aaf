"""The lines of a record, such as the rates of a currency: told with the record, written in its transaction."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit import registry, store
from xianji.kit.api import reading
from xianji.kit.api.bodies import GREATEST, Part, Rows, body, is_required, named, of_column
from xianji.kit.api.rows import told
from xianji.kit.api.shapes import Shape, answered
from xianji.kit.columns import Column
from xianji.kit.forms.lines import MOST, columns_of
from xianji.kit.lines import begun
from xianji.kit.lists.cells import fetched
from xianji.kit.refusals import NotPermitted, Refused

ID = Part("id", lambda value: reading.whole(value, 1, GREATEST), {"type": "integer", "minimum": 1, "maximum": GREATEST})
GONE = Part("gone", reading.yes_or_no, {"type": "boolean", "description": "True takes the line away."})


def relation(resource: Any, name: str) -> tuple[Any, str]:
    """The model of the lines, and its link to the record."""
    found = resource.model._meta.get_field(name)
    return found.related_model, found.field.name


def columns(resource: Any, name: str) -> list[Column]:
    """All columns of the lines, for the document; what an actor may see is asked when it is told."""
    model, _via = relation(resource, name)
    if registry.has_resource(model):
        return [registry.resource_of(model).column(path) for path in resource.lines[name]]
    return [Column(model, path) for path in resource.lines[name]]


def shapes(resource: Any) -> dict[str, Shape]:
    """{name: shape} of what is told."""
    made: dict[str, Shape] = {}
    for name in resource.lines:
        fields = {column.path: answered(column, column.guard) for column in columns(resource, name)}
        whole = {"type": "integer"}
        row = {"type": "object", "properties": {"id": whole, "version": whole, **fields}, "required": ["id", "version"]}
        made[name] = {"type": "array", "items": row}
    return made


def parts(resource: Any, *, new: bool) -> list[Rows]:
    """What may be sent: on a new record whole lines, later single changes by id."""
    made = []
    for name in resource.lines:
        writable = [column for column in columns(resource, name) if column.field.editable]
        members = [of_column(column, new and is_required(column)) for column in writable]
        row = body(f"{named(resource)}{name.title()}{'New' if new else 'Change'}", members if new else [ID, GONE, *members])
        made.append(Rows(name, row, MOST))
    return made


def told_of(resource: Any, pk: int, names: Iterable[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """{name: lines} of one record, one query a kind."""
    made = {}
    for name in resource.lines if names is None else names:
        model, via = relation(resource, name)
        shown = columns_of(model, resource.lines[name])
        rows = model.objects.filter(**{via: pk}).order_by("pk").values_list("pk", "version", *fetched(shown))
        made[name] = told(shown, list(rows[:MOST]))
    return made


def write(resource: Any, parent: Any, sent: dict[str, list[dict[str, Any]]]) -> None:
    """Store the lines; a refused one refuses the whole and is named by its place."""
    for name, rows in sent.items():
        model, via = relation(resource, name)
        stored = {line.pk: line for line in model.objects.filter(**{via: parent})}
        seen = {column.path for column in columns_of(model, resource.lines[name])} | {"id", "gone"}
        for place, values in enumerate(rows):
            if closed := sorted(values.keys() - seen):
                raise NotPermitted(_("The field “%(field)s” is not open to you.") % {"field": f"{name}.{closed[0]}"})
            try:
                write_one(model, via, parent, stored, dict(values))
            except Refused as refusal:
                fields = {f"{name}.{place}.{field}": rules for field, rules in refusal.fields.items()}
                raise Refused(refusal.message, fields or {f"{name}.{place}": [refusal.message]}) from refusal
    if sent:
        resource.lined(parent)


def write_one(model: Any, via: str, parent: Any, stored: dict[int, Any], values: dict[str, Any]) -> None:
    pk, gone = values.pop("id", None), values.pop("gone", False)
    if pk is not None and pk not in stored:
        raise Refused(fields={"id": [_("There is no such line.")]})
    line = stored[pk] if pk is not None else begun(model, via, parent)
    if gone:
        line.deleted_at = timezone.now()
    for name, value in values.items():
        setattr(line, name, value)
    if pk is None and not gone:
        store.create(line, source="api")
    elif pk is not None and store.changes(line):
        store.change(line, verb="delete" if gone else "change", source="api")
