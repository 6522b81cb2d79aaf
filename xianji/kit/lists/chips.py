"""The filters in force as chips, and the headings with the address that sorts by them."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from xianji.kit.columns import Column, title_field
from xianji.kit.lists.query import ListQuery


def chips(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """[{label, value, remove}] for each filter and the search words."""
    made = []
    for name, value in query.filters.items():
        label = _("Unit") if name == "unit" else query.resource.column(name).label
        made.append({"label": label, "value": told(query.resource, name, value), "remove": without(asked, name)})
    if words := asked.get("q"):
        made.append({"label": _("Search"), "value": words, "remove": without(asked, "q")})
    return made


def told(resource: Any, name: str, value: str) -> str:
    """A filter value in words."""
    words = {"none": _("none"), "any": _("any"), "me": _("me"), "team": _("my team"), "yes": _("Yes"), "no": _("No")}
    if value in words:
        return words[value]
    if name == "unit":
        from xianji.org.units.models import Unit

        return ", ".join(Unit.unscoped.filter(pk__in=_ids(value.removeprefix("only:"))).values_list("name", flat=True)[:8])
    column: Column = resource.column(name)
    if column.choices:
        return ", ".join(str(column.choices.get(one, one)) for one in value.split(","))
    if column.is_link:
        model = column.field.related_model
        titles = model.unscoped.filter(pk__in=_ids(value)).values_list(title_field(model), flat=True)[:5]
        return ", ".join(str(title) for title in titles)
    return value.replace("..", " – ")


def _ids(value: str) -> list[int]:
    return [int(one) for one in value.split(",") if one.isdigit()]


def without(asked: QueryDict, *names: str) -> str:
    kept = asked.copy()
    for name in (*names, "after", "before"):
        kept.pop(name, None)
    return "?" + kept.urlencode()


def sorts(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """[{label, kind, name, href, sorted}] per column; a second click turns the order round."""
    name, down = query.sort
    made = []
    for column in query.columns:
        here = column.path == name
        kept = asked.copy()
        for gone in ("after", "before"):
            kept.pop(gone, None)
        kept["sort"] = f"-{column.path}" if (here and not down) or (not here and column.is_number) else column.path
        made.append({
            "label": column.label, "kind": column.kind, "name": column.path, "is_number": column.is_number,
            "href": "?" + kept.urlencode() if column.is_sortable else "",
            "sorted": ("descending" if down else "ascending") if here else "",
        })  # fmt: skip
    return made
