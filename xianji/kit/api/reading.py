"""From a JSON value to what a field holds; what does not fit raises the rule with one sentence."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from pydantic_core import PydanticCustomError

from xianji.kit.api.parsing import storable
from xianji.kit.api.shapes import LONGEST, chosen, figure_pattern, span
from xianji.kit.columns import VEILED, Column
from xianji.kit.fields import FixedPoint
from xianji.kit.forms.fields import years_told
from xianji.kit.forms.picking import Targets, targets
from xianji.lib import years

Reader = Callable[[Any], Any]


def broken(rule: Any, sentence: str) -> PydanticCustomError:
    """A value breaks a rule; the parser carries both to the answer."""
    return PydanticCustomError(rule, "{told}", {"told": sentence})


LARGEST_EXPONENT = 30
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def reader(column: Column) -> Reader:
    """How a value sent for this column is read."""
    field = column.field
    if column.is_link:
        return optional(field, lambda value: linked(targets(column), value))
    if isinstance(field, FixedPoint):
        return optional(field, lambda value: figure(value, field.scale))
    if column.choices:
        return optional(field, lambda value: one_of(chosen(column), value))
    if column.kind in VEILED:
        return optional(field, secret)
    if column.kind == "whole":
        return optional(field, lambda value: whole(value, *span(field)))
    if column.kind in PLAIN:
        return optional(field, PLAIN[column.kind])
    return optional(field, lambda value: text(value, getattr(field, "max_length", None)))


def optional(field: Any, read: Reader) -> Reader:
    """Null only where the field knows it."""

    def read_or_none(value: Any) -> Any:
        if value is None and field.null:
            return None
        return read(value)

    return read_or_none


def present(value: Any) -> Any:
    if value is None:
        raise broken("required", _("This is needed."))
    return value


def text(value: Any, longest: int | None = None) -> str:
    if not isinstance(value, str):
        raise broken("text", _("This must be a text."))
    if not storable(value):
        raise broken("storable", _("This text has characters that cannot be stored."))
    if longest is not None and len(value) > longest:
        raise broken("max_length", _("At most %(most)s characters; this has %(count)s.") % {"most": longest, "count": len(value)})
    return value


def secret(value: Any) -> str:
    """A masked value sent back would destroy the true one."""
    if isinstance(value, str) and re.search("[*•]", value):
        raise broken("masked", _("This is a masked value; send the whole one, or leave the field out."))
    return text(value, LONGEST)


def whole(value: Any, low: int, high: int) -> int:
    if isinstance(value, Decimal) and abs(value.adjusted()) < LARGEST_EXPONENT and value == value.to_integral_value():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise broken("whole", _("This must be a whole number."))
    if not low <= value <= high:
        raise broken("range", _("This must lie between %(low)s and %(high)s.") % {"low": low, "high": high})
    return value


def figure(value: Any, scale: int) -> Decimal:
    """A decimal as text or number, never rounded."""
    fits = isinstance(value, str) and re.fullmatch(figure_pattern(scale), value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = Decimal(value)
        fits = abs(value.adjusted()) < LARGEST_EXPONENT and re.fullmatch(figure_pattern(scale), plain_figure(value))
    if not fits:
        raise broken("figure", _("This must be a number with at most %(places)s decimals, such as “12.50”.") % {"places": scale})
    return Decimal(value)


def plain_figure(value: Decimal) -> str:
    """Without exponent and without zeros at the end of the decimals."""
    told = f"{value:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def day(value: Any) -> date:
    found = None
    try:
        if isinstance(value, str) and ISO_DATE.fullmatch(value):
            found = date.fromisoformat(value)
    except ValueError:
        pass
    if found is None:
        raise broken("date", _("This must be a date such as 2026-07-01."))
    return meant(found)


def moment(value: Any) -> datetime:
    """A moment with its offset; without one it is meant in the company's time zone."""
    found = None
    try:
        told = parse_datetime(value) if isinstance(value, str) and value.isascii() else None
        if told is not None and 1 < told.year < 9999:
            found = told if timezone.is_aware(told) else timezone.make_aware(told)
    except ValueError:
        pass
    if found is None:
        raise broken("moment", _("This must be a moment such as 2026-07-01T09:30:00+08:00."))
    return meant(found)


def meant(day: Any) -> Any:
    """Of a year that is not half typed."""
    if not years.is_meant(day):
        raise broken("year", years_told(day))
    return day


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise broken("yes_or_no", _("This must be true or false."))
    return value


def one_of(values: list[Any], value: Any) -> Any:
    if isinstance(value, bool) or value not in values:
        raise broken("choice", _("Possible: %(choices)s.") % {"choices": ", ".join(map(str, values))})
    return value


def anything(value: Any) -> Any:
    """JSON as it is; decimals inside become what JSON knows."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {text(name): anything(one) for name, one in value.items()}
    return [anything(one) for one in value] if isinstance(value, list) else value


def linked(those: Targets, value: Any) -> Any:
    """The one record with this id, number, code or name among those that the actor may see."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise broken("link", _("This must be an id or a name."))
    found = those.called(text(value, LONGEST).strip()) if isinstance(value, str) else those.by_id(value)
    if len(found) > 1:
        raise broken("ambiguous", _("“%(text)s” fits %(count)s records; send the id.") % {"text": value, "count": len(found)})
    if not found:
        raise broken("unknown", _("There is no “%(text)s” here. Send the id, number or name of a record that exists.")
                         % {"text": value})  # fmt: skip
    return found[0]


PLAIN: dict[str, Reader] = {"date": day, "moment": moment, "yesno": yes_or_no, "json": anything}
