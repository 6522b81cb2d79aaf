"""The controls of a list: which filters, sorts, columns and views its head offers."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from xianji.kit.calendars.dates import dates
from xianji.kit.columns import Column
from xianji.kit.lists.asked import address
from xianji.kit.lists.filters import COUNTED, spelt
from xianji.kit.lists.query import CALENDAR, ListQuery
from xianji.kit.lists.wording import RANGES
from xianji.kit.marks import filters as marks
from xianji.lib import actor

SHAPES = {"choice": "boxes", "state": "boxes", "yesno": "pick", "person": "person", "link": "link", "date": "days",
          "moment": "days", "money": "range", "price": "range", "quantity": "range", "rate": "range", "number": "range",
          "whole": "range"}  # fmt: skip


def filters(query: ListQuery) -> list[dict[str, Any]]:
    """[{name, label, shape, options, low, high, value, is_open}] for the filter form, in the resource's order."""
    names = [*query.resource.filterable, *(["unit"] if query.resource.model.owned else [])]
    columns = query.resource.open_to(actor.current(), list(dict.fromkeys(names)))
    made = [control(column, spelt(column, query.filters.get(column.path, ""))) for column in columns]
    return [*made, *(mark(name, query.filters.get(name, "")) for name in marks.NAMES if marks.is_mark(query.resource, name))]


def mark(name: str, value: str) -> dict[str, Any]:
    """Tags are typed, the star is a yes."""
    shape, options = ("text", []) if name == marks.TAGS else ("pick", [("yes", _("Yes"), value == "yes")])
    return {"name": name, "label": marks.label_of(name), "shape": shape, "options": options, "is_open": bool(value),
            "low": "", "high": "", "value": value, "kept": ""}  # fmt: skip


def control(column: Column, value: str) -> dict[str, Any]:
    """One filter with what is chosen now."""
    shape = SHAPES.get(column.kind, "text")
    low, dots, high = value.partition("..")
    if value in RANGES or shape == "days" and any(end == "today" or COUNTED.fullmatch(end) for end in (low, high)):
        low, dots, high = "", "", ""
    chosen = value.split(",")
    options: list[tuple[str, Any, bool]] = []
    if shape == "boxes":
        options = [(str(key), label, str(key) in chosen) for key, label in column.choices.items() if key != ""]
        options += [("none", _("None"), "none" in chosen)] if column.field.blank else []
    elif shape == "pick":
        options = [(key, label, key == value) for key, label in (("yes", _("Yes")), ("no", _("No")))]
    elif shape == "person":
        words = {"me": _("Me"), "team": _("My team"), "only:team": _("My team without those below"), "none": _("None")}
        options = [(key, label, key == value) for key, label in words.items()]
    elif column.path == "unit":
        words = {"mine": _("My unit"), "only:mine": _("My unit without those below"), "none": _("None")}
        options = [(key, label, key == value) for key, label in words.items()]
    elif shape == "link":
        options = [("none", _("None"), value == "none"), ("any", _("Any"), value == "any")]
    elif shape == "days":
        options = [(key, label, key == value) for key, label in RANGES.items()]
    kept = value if shape in {"person", "link", "days"} and not dots and not any(o[2] for o in options) else ""
    return {
        "name": column.path, "label": column.label, "shape": shape, "options": options, "is_open": bool(value),
        "low": low if dots else "", "high": high if dots else "", "value": value, "kept": kept,
    }  # fmt: skip


def layouts(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """List, board, calendar and chart, as far as the object has them."""
    resource, now = query.resource, query.asked.get("layout", "")
    offered = [("", _("List"), "list")]
    offered += [("board", _("Board"), "layout-kanban")] if resource.board else []
    offered += [("calendar", _("Calendar"), "calendar")] if dates(resource) else []
    offered += [("chart", _("Chart"), "chart-bar")] if resource.filterable else []
    return [{"href": address(asked, "beside", *CALENDAR, layout=name), "label": label, "icon": icon, "current": now == name}
            for name, label, icon in offered] if len(offered) > 1 else []  # fmt: skip


def sortings(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """What one can sort by, with the one in force; for narrow screens and keyboards."""
    name, down = query.sort
    first = [*query.resource.shown, "updated_at", "created_at"]
    names = sorted(query.resource.sortable, key=lambda n: first.index(n) if n in first else len(first))
    columns = query.resource.open_to(actor.current(), [n for n in names if n in first])
    return [
        {"label": c.label, "current": c.path == name, "down": down,
         "href": address(asked, sort=f"-{c.path}" if (c.path == name and not down) or
                         (c.path != name and c.kind != "text") else c.path)}
        for c in columns
    ]  # fmt: skip


def choosable(query: ListQuery) -> list[dict[str, Any]]:
    """The columns one can show, those shown first."""
    shown = [column.path for column in query.columns]
    every = [*shown, *(n for n in [*query.resource.shown, *query.resource.names] if n not in shown)]
    columns = query.resource.open_to(actor.current(), list(dict.fromkeys(every)))
    return [{"name": c.path, "label": c.label, "is_shown": c.path in shown} for c in columns]
