"""The bodies that may be sent, built from the resource: an unknown field, or one that is not written here, is refused."""

import inspect
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, get_type_hints

from django.db import models
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from xianji.kit import registry
from xianji.kit.api import reading
from xianji.kit.api.shapes import KEY_TOLD, LONGEST, RANGES, Shape, figure_pattern, sent
from xianji.kit.columns import Column
from xianji.kit.forms.parameters import plain_type, word_of
from xianji.kit.forms.picking import Targets
from xianji.org.models import Person

GREATEST = RANGES["BigIntegerField"][1]
VERSION: Shape = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1, "title": "Version",
                  "description": "The version that was read; a newer one is not overwritten."}  # fmt: skip
REASON: Shape = {"type": "string", "maxLength": 500, "title": "Reason", "description": "Kept in the journal."}
LINK_SENT: Shape = {
    "anyOf": [{"type": "integer", "minimum": 1, "maximum": GREATEST},
              {"type": "string", "minLength": 1, "maxLength": LONGEST}], "description": KEY_TOLD,
}  # fmt: skip
FIGURE_SENT: Shape = {"anyOf": [{"type": "string", "pattern": figure_pattern(6)}, {"type": "number"}]}


class Part:
    """One member of a body: its name, how it is read, its JSON shape, and whether it must be there."""

    def __init__(self, name: str, read: reading.Reader, shape: Shape, required: bool = False) -> None:
        self.name, self.required = name, required
        self.kind: Any = Annotated[Any, BeforeValidator(read), WithJsonSchema(shape)]

    @property
    def member(self) -> Any:
        default: Any = Field(alias=self.name) if self.required else Field(alias=self.name, default_factory=type(None))
        return self.kind, default


class Rows(Part):
    """A list of bodies."""

    def __init__(self, name: str, row: type[BaseModel], most: int) -> None:
        self.name, self.required = name, False
        self.kind = Annotated[list[row], Field(max_length=most)]  # type: ignore[valid-type]


VERSION_PART = Part("version", lambda value: reading.whole(value, 1, 2**31 - 1), VERSION)
REASON_PART = Part("reason", lambda value: reading.text(value, 500), REASON)


def body(name: str, parts: Iterable[Part]) -> type[BaseModel]:
    """The members carry other names inside, so that no field name can hide what the library needs."""
    members: Any = {f"x{place}": part.member for place, part in enumerate(parts)}
    return create_model(name, __config__=ConfigDict(extra="forbid"), **members)


def given(sent_body: BaseModel | None) -> dict[str, Any]:
    """{name: value} of what was really sent; lines as {name: [{…}, …]}."""
    if sent_body is None:
        return {}
    fields = type(sent_body).model_fields
    return {str(fields[inner].alias): plain(getattr(sent_body, inner)) for inner in sent_body.model_fields_set}


def plain(value: Any) -> Any:
    rows = isinstance(value, list) and all(isinstance(one, BaseModel) for one in value)
    return [given(one) for one in value] if rows else value


def new_body(resource: Any, more: Iterable[Part]) -> type[BaseModel]:
    parts = [of_column(column, is_required(column)) for column in writable(resource)]
    return body(f"{named(resource)}New", [*parts, *more])


def change_body(resource: Any, more: Iterable[Part]) -> type[BaseModel]:
    """The owner changes only by handing over."""
    parts = [of_column(column) for column in writable(resource) if column.path != "owner"]
    return body(f"{named(resource)}Change", [*parts, *more, VERSION_PART])


def handing_body() -> type[BaseModel]:
    to = Part("to", lambda value: reading.linked(Targets(Person), value), {**LINK_SENT, "title": "To"}, True)
    return body("HandOver", [to, VERSION_PART, REASON_PART])


def restoring_body() -> type[BaseModel]:
    return body("Restore", [])


def verb_body(action: Any) -> type[BaseModel]:
    """The verb's typed arguments, as its dialog asks for them."""
    hints = get_type_hints(action.body)
    parts = [parameter(action, name, hints.get(name, str), one) for name, one in action.parameters.items()]
    extra = [part for part in (VERSION_PART, REASON_PART) if part.name not in action.parameters]
    return body(f"{action.model.__name__}{action.name.title().replace('_', '')}", [*parts, *extra])


def parameter(action: Any, name: str, kind: Any, one: inspect.Parameter) -> Part:
    required = one.default is inspect.Parameter.empty
    if name in {field.name for field in action.model._meta.fields}:
        return of_column(Column(action.model, name), required)
    read, shape = by_type(plain_type(kind))
    title = str(word_of(name))
    if not required and one.default is None:
        shape = {"anyOf": [shape, {"type": "null"}]}
        return Part(name, lambda value: None if value is None else read(value), {**shape, "title": title})
    return Part(name, read, {**shape, "title": title}, required)


def by_type(kind: Any) -> tuple[reading.Reader, Shape]:
    if isinstance(kind, type) and issubclass(kind, models.Model):
        return lambda value: reading.linked(Targets(kind), value), LINK_SENT
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = [one.value for one in kind]
        return lambda value: reading.one_of(values, value), {"enum": values}
    return TYPES.get(kind, (lambda value: reading.text(value, 5000), {"type": "string", "maxLength": 5000}))


def of_column(column: Column, required: bool = False) -> Part:
    """A field of the model; what is required is not null even where the field may be."""
    read, shape = reading.reader(column), sent(column, column.guard)
    if required and column.field.null:
        return Part(column.path, lambda value: read(reading.present(value)), without_null(shape), required)
    return Part(column.path, read, shape, required)


def without_null(shape: Shape) -> Shape:
    made = dict(shape)
    if isinstance(made.get("type"), list):
        made["type"] = made["type"][0]
    for name in ("anyOf", "enum"):
        if name in made:
            made[name] = [one for one in made[name] if one not in (None, {"type": "null"})]
    return made


def writable(resource: Any) -> list[Column]:
    """What a form may change, without states, which only verbs change."""
    states = {action.state_field for action in registry.actions_of(resource.model) if action.then}
    return [resource.column(name) for name in resource.editable if name not in states]


def is_required(column: Column) -> bool:
    return not (column.field.blank or column.field.has_default())


def named(resource: Any) -> str:
    """`SalesOpportunity`: the name of its schema."""
    return f"{resource.chapter.name.title()}{resource.model.__name__}"


TYPES: dict[Any, tuple[reading.Reader, Shape]] = {
    bool: (reading.yes_or_no, {"type": "boolean"}),
    int: (lambda value: reading.whole(value, -GREATEST, GREATEST),
          {"type": "integer", "minimum": -GREATEST, "maximum": GREATEST}),
    Decimal: (lambda value: reading.figure(value, 6), FIGURE_SENT),
    date: (reading.day, {"type": "string", "format": "date"}),
    datetime: (reading.moment, {"type": "string", "format": "date-time"}),
}  # fmt: skip
