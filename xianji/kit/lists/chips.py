"""The filters in force as chips, and the headings with the address that sorts by them."""

from functools import lru_cache
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from xianji.kit.columns import Column, title_field
from xianji.kit.forms.picking import KEYS
from xianji.kit.lists.asked import address
from xianji.kit.lists.query import ListQuery


def chips(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """[{label, value, remove}] for each filter and the search words."""
    made = []
    for name, value in query.filters.items():
        label = _("Unit") if name == "unit" else query.resource.column(name).label
        made.append({"label": label, "value": told(query.resource, name, value), "remove": address(asked, name)})
    if words := asked.get("q"):
        made.append({"label": _("Search"), "value": words, "remove": address(asked, "q")})
    return made


def told(resource: Any, name: str, value: str) -> str:
    """A filter value in words."""
    words = {"none": _("none"), "any": _("any"), "me": _("me"), "team": _("my team"), "yes": _("Yes"), "no": _("No")}
    if value in words:
        return words[value]
    if name == "unit":
        from xianji.org.units.models import Unit

        units = Unit.unscoped.filter(pk__in=_ids(value.removeprefix("only:")))
        return ", ".join(units.values_list("name", flat=True)[:8])
    column: Column = resource.column(name)
    if column.choices:
        return ", ".join(str(words.get(one) or column.choices.get(one, one)) for one in value.split(","))
    if column.is_link:
        model = column.field.related_model
        titles = model.objects.filter(pk__in=_ids(value)).values_list(title_field(model), flat=True)[:5]
        return ", ".join(str(title) for title in titles) or value
    return value.replace("..", " – ")


def _ids(value: str) -> list[int]:
    return [int(one) for one in value.split(",") if one.isdigit()]


def headings(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """Per column its label, the address that sorts by it, and its place in the two lines of a phone."""
    name, down = query.sort
    made = []
    resource = query.resource
    for column in query.columns:
        here = column.path == name
        turned = f"-{column.path}" if (here and not down) or (not here and column.is_number) else column.path
        title = column.path == resource.title_name
        made.append({
            "label": column.label, "kind": column.kind, "name": column.path, "is_number": column.is_number,
            "href": address(asked, sort=turned) if column.path in resource.sortable else "", "is_title": title,
            "sorted": ("descending" if down else "ascending") if here else "",
            "pictured": title and resource.picture and column.path not in KEYS,
            "round": resource.picture == "round",
        })  # fmt: skip
    if made and not any(one["is_title"] for one in made):
        made[0]["is_title"] = True
    return placed(made)


def placed(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """On a phone: the title and a mark at its end, then one line below with another mark."""
    marks = [c for c in columns if not c["is_title"] and (c["is_number"] or c["kind"] in {"state", "choice"})][:2]
    plain = next((c for c in columns if not c["is_title"] and c not in marks), None)
    for column in columns:
        here = "title" if column["is_title"] else "end" if column in marks else "sub" if column is plain else ""
        column["place"] = here
        column["cell"] = opening(here, column["is_number"])
    return columns


@lru_cache(maxsize=16)
def opening(place: str, is_number: bool) -> SafeString:
    """The start of a column's cells, the same in every row."""
    placed = format_html(' data-m="{}"', place) if place else ""
    return format_html("<td{}{}>", placed, mark_safe(' class="r"') if is_number else "")
