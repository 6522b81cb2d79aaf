"""How the rows of a list stand on the screen, from its address: `widths=name:240,owner:120`, `group=stage`, `open=won,lost`,
`density=compact`. Part of what a view keeps."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.indexes import leading, sorts_of
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.query import ListQuery
from xianji.lib import actor, whole

DENSITIES = ("", "compact", "comfy")
NARROWEST, WIDEST = 48, 800
USUAL = {"long": 240, "link": 160, "text": 160, "email": 180, "url": 180, "person": 128, "moment": 140}
USUAL_ELSE, USUAL_TITLE = 112, 260
NO_GROUP_OPEN = "-"
KINDS = {"choice", "state", "person", "yesno", "link"}


@dataclass(frozen=True)
class Shape:
    """`open` names the groups that stand open; None leaves it to the list."""

    by: Column | None
    open: tuple[str, ...] | None
    widths: dict[str, int]
    density: str


def shape_of(query: ListQuery) -> Shape:
    """Raises BadFilter for what cannot be shown."""
    return Shape(grouped_by(query), opened(query.asked.get("open", "")), widths(query), density(query.asked.get("density", "")))


def grouped_by(query: ListQuery) -> Column | None:
    """The field whose values make the groups."""
    name = query.asked.get("group", "")
    if not name:
        return None
    possible = groupable(query.resource)
    found = next((column for column in possible if column.path == name), None)
    if found is None:
        told = {"name": name, "names": ", ".join(column.path for column in possible)}
        raise BadFilter(_("Cannot group by “%(name)s”. Possible: %(names)s.") % told)
    return found


def groupable(resource: Any) -> list[Column]:
    """Filters with few values, open to the actor, that an index answers."""
    names = [*resource.filterable, *(["unit"] if resource.model.owned else [])]
    columns = resource.open_to(actor.current(), list(dict.fromkeys(names)))
    return [column for column in columns if column.kind in KINDS and is_answered(resource, column)]


def is_answered(resource: Any, column: Column) -> bool:
    """Links lead to small objects only: a group per customer is no group."""
    if column.kind == "link" and sorts_of(column.field.related_model):
        return False
    return not sorts_of(resource.model) or column.path == "unit" or leading(resource.model, column.path) is not None


def opened(text: str) -> tuple[str, ...] | None:
    if not text:
        return None
    return () if text == NO_GROUP_OPEN else tuple(dict.fromkeys(text.split(",")))


def widths(query: ListQuery) -> dict[str, int]:
    """{column: pixels}; a column that is not shown keeps its width for when it is."""
    found = {}
    for one in filter(None, query.asked.get("widths", "").split(",")):
        name, _colon, pixels = one.partition(":")
        if name not in {*query.resource.names, *query.resource.shown}:
            raise BadFilter(_("There is no column “%(name)s”.") % {"name": name})
        width = whole.number(pixels)
        if width is None or not NARROWEST <= width <= WIDEST:
            raise BadFilter(_("“%(value)s” is not a width: %(least)s to %(most)s pixels.")
                            % {"value": one, "least": NARROWEST, "most": WIDEST})  # fmt: skip
        found[name] = width
    return found


def density(text: str) -> str:
    if text not in DENSITIES:
        told = {"value": text, "names": ", ".join(filter(None, DENSITIES))}
        raise BadFilter(_("There is no row height “%(value)s”. Possible: %(names)s.") % told)
    return text


def usual(column: Column, resource: Any) -> int:
    """The width of a column that nobody has set, once another one has been."""
    return USUAL_TITLE if column.path == resource.title_name else USUAL.get(column.kind, USUAL_ELSE)
