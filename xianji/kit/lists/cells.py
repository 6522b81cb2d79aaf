"""Rows of a list as the template wants them: per cell its kind, the text to show and one thing more."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.bulk.deeds import states_of
from xianji.kit.columns import Column
from xianji.kit.lists.about import ABOUT, titles
from xianji.kit.lists.query import ListPage, ListQuery
from xianji.kit.web import writing
from xianji.lib.text import mask_email, mask_phone

Cell = tuple[str, str, Any]
HIDDEN = "••••"
FIXED = {"money": 2, "price": 4, "quantity": 4}


def fetched(columns: list[Column]) -> list[str]:
    """The value paths the columns need."""
    return [path for column in columns for path in column.values]


def asked_of(query: ListQuery) -> list[str]:
    """The same for the rows of a list: its columns, then the states on which depends what can be done with a row, and of what it
    tells where its own title does not say it."""
    return [*fetched(query.columns), *states_of(query.resource), *(ABOUT if query.resource.tells_about else [])]


def table(resource: Any, columns: list[Column], page: ListPage) -> list[dict[str, Any]]:
    """[{id, title, href, cells, states}] for one page; figures of a column show equally many decimals. A related list has no
    states."""
    places, at = [], 2
    for column in columns:
        places.append(slice(at, at + len(column.values)))
        at += len(column.values)
    if not page.rows:
        return []
    across = list(zip(*page.rows, strict=True))
    told = [
        list(map(maker(column, digits(column, across[place][0])), *across[place]))
        for column, place in zip(columns, places, strict=True)
    ]
    titled = next((n for n, column in enumerate(columns) if column.path == resource.title_name), 0)
    made, states = [], [f"data-in-{name}" for name in states_of(resource)]
    end = at + len(states)
    about = titles(row[end:] for row in page.rows if len(row) > end)
    for row, cells in zip(page.rows, zip(*told, strict=True) if told else repeat(()), strict=bool(told)):
        title = cells[titled][1] if cells else ""
        made.append({"id": row[1], "title": title, "href": f"{resource.path}{row[1]}", "cells": list(cells),
                     "states": dict(zip(states, row[at:end], strict=len(row) > at)), "about": about.get(row[end:])})  # fmt: skip
    return made


def digits(column: Column, values: Sequence[Any]) -> int | None:
    """None decimals when all figures are whole, else those of the field; None for other kinds."""
    if column.kind not in FIXED:
        return None
    given = [value for value in values if value is not None]
    if all(value == value.to_integral_value() for value in given):
        return 0
    return max(2, min(FIXED[column.kind], max(_decimals(value) for value in given)))


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def maker(column: Column, places: int | None = None) -> Callable[..., Cell]:
    """How one column's values become (kind, text, extra); an empty text means that there is no value."""
    kind = column.kind
    if kind == "person":
        return lambda pk, title: (kind, title or "", pk)
    if kind == "link":
        model = column.field.related_model
        path = registry.resource_of(model).path if registry.has_resource(model) else ""
        return lambda pk, title: (kind, str(title or ""), f"{path}{pk}" if pk and path else "")
    if kind in {"choice", "state"}:
        return chosen(column)
    if tell := column.told:
        shown = kind if kind == "long" else "text"
        return lambda value: (shown, "" if value in (None, "") else tell(value), None)
    write = writing.days() if kind in {"date", "moment"} else WRITERS.get(kind)
    if kind in FIXED:
        return lambda value: (kind, "" if value is None else figure(value, kind, places), None)
    if kind == "whole" and isinstance(column.field, models.SmallIntegerField | models.PositiveSmallIntegerField):
        return lambda value: (kind, "" if value is None else str(value), None)
    if write is None:
        return lambda value: (kind, "" if value is None else str(value), None)
    return lambda value: (kind, "" if value in (None, "") else write(value), _exact(value))


def chosen(column: Column) -> Callable[[Any], Cell]:
    """A choice by its label: a state with its tone, an ordered class with its bars."""
    names = {value: str(label) for value, label in column.choices.items()}
    model = column.field.model
    tones, bars = getattr(model, "tones", {}), getattr(model, "bars", {})
    if column.kind == "choice" and bars.keys() & names.keys():
        return lambda value: ("bars", names.get(value, value or ""), bars.get(value, 0))
    return lambda value: (column.kind, names.get(value, value or ""), tones.get(value, ""))


def figure(value: Any, kind: str, places: int | None = None) -> str:
    if places is None:
        least = 2 if kind in {"money", "price"} else 0
        places = 0 if value == value.to_integral_value() else max(least, _decimals(value))
    return writing.number(value, places)


def _exact(value: Any) -> Any:
    """What a person sees when pointing at a date in words."""
    return value.isoformat() if isinstance(value, date) else None


WRITERS: dict[str, Callable[[Any], str]] = {
    "phone": mask_phone,
    "mail": mask_email,
    "secret": lambda value: HIDDEN,
    "rate": writing.percent,
    "whole": writing.number,
    "number": writing.number,
    "yesno": lambda value: _("Yes") if value else _("No"),
}
