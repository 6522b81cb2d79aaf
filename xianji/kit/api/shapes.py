"""The JSON shape of a column: as it is answered and as it may be sent."""

from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from xianji.kit.columns import VEILED, Column
from xianji.kit.fields import FixedPoint

Shape = dict[str, Any]
LONGEST = 200
FIGURE_DIGITS = 18
LINK = {"$ref": "#/components/schemas/Link"}
RANGES = BaseDatabaseOperations.integer_field_ranges
KEY_TOLD = "The id, or the number, code or name by which exactly one record is called."
MASKED_TOLD = "Encrypted; answered masked."


def answered(column: Column, guard: str = "") -> Shape:
    """What a reader gets; a column that the caller may not see is absent."""
    field, kind = column.field, column.kind
    shape: Shape = {"type": "string"}
    if column.is_link:
        shape = {"anyOf": [LINK, {"type": "null"}]} if nullable(column) else {"anyOf": [LINK]}
    elif isinstance(field, FixedPoint):
        shape = {"type": "string", "pattern": rf"^-?\d+\.\d{{{field.scale}}}$"}
    elif column.choices:
        shape = {"type": json_type(field), "enum": chosen(column)}
    elif kind in PLAIN:
        shape = dict(PLAIN[kind])
    if kind == "whole":
        low, high = span(field)
        shape |= {"minimum": low, "maximum": high}
    return described(column, nulled(shape) if nullable(column) else shape, guard)


def sent(column: Column, guard: str = "") -> Shape:
    """What a writer may send."""
    field, kind = column.field, column.kind
    shape = answered(column)
    if column.is_link:
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        shape = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": RANGES["BigIntegerField"][1]}, key]}
        shape["anyOf"] += [{"type": "null"}] if field.null else []
        return described(column, shape, guard, KEY_TOLD)
    if isinstance(field, FixedPoint):
        shape = {"anyOf": [{"type": "string", "pattern": figure_pattern(field.scale)}, {"type": "number"}]}
        shape["anyOf"] += [{"type": "null"}] if field.null else []
    elif kind in VEILED:
        shape |= {"maxLength": LONGEST, "not": {"pattern": "[*•]"}}
    elif isinstance(field, models.CharField) and not column.choices and field.max_length:
        shape |= {"maxLength": getattr(field, "typed", None) or field.max_length}
        if not field.blank:
            shape |= {"minLength": 1, "pattern": r"\S"} if "pattern" not in shape else {"minLength": 1}
    return described(column, shape, guard)


def described(column: Column, shape: Shape, guard: str, more: str = "") -> Shape:
    """The shape under its name on the screen."""
    told = [str(column.field.help_text), more, MASKED_TOLD if column.kind in VEILED else ""]
    told.append(f"Only with the permission {guard}." if guard else "")
    shape = {**shape, "title": str(column.label)}
    text = " ".join(filter(None, told))
    return {**shape, "description": text} if text else shape


def nullable(column: Column) -> bool:
    """A value reached through a link is missing where the link is."""
    return column.field.null or "__" in column.path


def nulled(shape: Shape) -> Shape:
    if "type" not in shape:
        return shape
    return {**shape, "type": [shape["type"], "null"], **({"enum": [*shape["enum"], None]} if "enum" in shape else {})}


def chosen(column: Column) -> list[Any]:
    """The values of a choice; none chosen is an empty text where the field may be blank."""
    values = [value for value in column.choices if value is not None]
    blank = column.field.blank and json_type(column.field) == "string" and "" not in values
    return [*values, ""] if blank else values


def json_type(field: Any) -> str:
    return "integer" if isinstance(field, models.IntegerField) else "string"


def span(field: Any) -> tuple[int, int]:
    """Least and greatest whole number, the same on every database."""
    return RANGES.get(field.get_internal_type(), RANGES["BigIntegerField"])


def figure_pattern(scale: int) -> str:
    return rf"^-?[0-9]{{1,{FIGURE_DIGITS - scale}}}(\.[0-9]{{1,{scale}}})?$"


PLAIN: dict[str, Shape] = {
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "yesno": {"type": "boolean"},
    "whole": {"type": "integer"},
    "json": {},
    "email": {"type": "string"},
    "url": {"type": "string"},
}
