"""Rows of a list as the template wants them: one tuple of plain values per cell, links already made."""

from typing import Any

from xianji.kit import registry
from xianji.kit.columns import Column
from xianji.kit.lists.query import ListPage


def fetched(columns: list[Column]) -> list[str]:
    """The value paths the columns need."""
    return [path for column in columns for path in column.values]


def table(resource: Any, columns: list[Column], page: ListPage) -> list[dict[str, Any]]:
    """[{id, href, cells: [(kind, value, extra)]}] for one page."""
    makers = [maker(column) for column in columns]
    places, at = [], 2
    for column in columns:
        places.append(slice(at, at + len(column.values)))
        at += len(column.values)
    path = resource.path
    return [
        {"id": row[1], "href": f"{path}{row[1]}",
         "cells": [make(*row[place]) for make, place in zip(makers, places, strict=True)]}
        for row in page.rows
    ]  # fmt: skip


def maker(column: Column) -> Any:
    """How one column's values become (kind, shown value, extra)."""
    kind = column.kind
    if kind == "person":
        return lambda pk, title: (kind, title, pk)
    if kind == "link":
        model = column.field.related_model
        path = registry.resource_of(model).path if registry.has_resource(model) else ""
        return lambda pk, title: (kind, title, f"{path}{pk}" if pk and path else "")
    if kind in {"choice", "state"}:
        names = {value: str(label) for value, label in column.choices.items()}
        tones = getattr(column.field.model, "tones", {})
        return lambda value: (kind, names.get(value, value), tones.get(value, ""))
    if kind == "phone":
        from xianji.lib.text import mask_phone

        return lambda value: (kind, mask_phone(value) if value else value, None)
    if kind == "secret":
        return lambda value: (kind, "••••" if value else value, None)
    return lambda value: (kind, value, None)
