"""The menus of a table: by what to group, how high the rows are, and the columns to choose from."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.kit.columns import Column
from xianji.kit.lists.asked import address
from xianji.kit.lists.controls import choosable
from xianji.kit.lists.query import ListQuery
from xianji.kit.lists.wording import label_of
from xianji.kit.tables.feet import chosen, name_of, possible
from xianji.kit.tables.shape import NARROWEST, WIDEST, Shape, groupable


def menus(query: ListQuery, shape: Shape, asked: QueryDict) -> dict[str, Any]:
    shown = choosable(query)
    now = chosen(query)
    for one in shown:
        one["width"] = shape.widths.get(one["name"], "")
        one["feet"] = feet_of(query.resource.column(one["name"]), now[one["name"]]) if one["name"] in now else []
    return {
        "groupings": groupings(query, shape, asked), "densities": densities(shape, asked), "choosable": shown,
        "group_name": label_of(query.resource, shape.by.path) if shape.by else _("Not grouped"),
        "default_columns_href": address(asked, "columns", "widths", "foot"), "narrowest": NARROWEST, "widest": WIDEST,
    }  # fmt: skip


def feet_of(column: Column, now: str) -> list[dict[str, Any]]:
    """What the last line may tell of a column; the usual stands in no address."""
    return [{"value": how if place else "", "label": name_of(column, how), "current": how == now}
            for place, how in enumerate(possible(column))]  # fmt: skip


def groupings(query: ListQuery, shape: Shape, asked: QueryDict) -> list[dict[str, Any]]:
    """No groups, then each field that can make them."""
    names = [column.path for column in groupable(query.resource)]
    now = shape.by.path if shape.by else ""
    plain = {"href": address(asked, "group", "open"), "label": _("Not grouped"), "current": not now}
    made = [{"href": address(asked, "open", group=name), "label": label_of(query.resource, name), "current": name == now}
            for name in names]  # fmt: skip
    return [plain, *made] if made else []


def densities(shape: Shape, asked: QueryDict) -> list[dict[str, Any]]:
    names = (("compact", pgettext("row height", "Compact")), ("", pgettext("row height", "Normal")),
             ("comfy", pgettext("row height", "Comfortable")))  # fmt: skip
    return [{"href": address(asked, density=name), "label": label, "current": name == shape.density} for name, label in names]
