"""The filters in force as chips, and the headings with the address that sorts by them."""

from typing import Any

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from xianji.kit.inline.locks import lock_of_column
from xianji.kit.lists.asked import address
from xianji.kit.lists.query import ListQuery
from xianji.kit.lists.wording import label_of, told

BARE = {"whole", "number", "rate", "quantity", "yesno"}
"""Kinds of figures that say nothing without the name of their column."""


def chips(query: ListQuery, asked: QueryDict) -> list[dict[str, Any]]:
    """[{label, value, remove}] for each filter and the search words."""
    made = []
    for name, value in query.filters.items():
        label, words = label_of(query.resource, name), told(query.resource, name, value)
        made.append({"label": label, "value": words, "remove": address(asked, name)})
    if sought := asked.get("q"):
        made.append({"label": _("Search"), "value": sought, "remove": address(asked, "q")})
    return made


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
            "is_one_of": column.path in getattr(resource.model, "one_of", ()), "pictured": title and resource.face,
            "round": resource.face == "round", "lock": lock_of_column(resource, column.path),
        })  # fmt: skip
    if made and not any(one["is_title"] for one in made):
        made[0]["is_title"] = True
    return placed(made)


def placed(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """On a phone: the title and a mark at its end, then one line below with another mark. The state is one of the two. Of
    links of which a record has one or the other, the one that it has stands below."""
    marked = [c for c in columns if not c["is_title"] and (c["is_number"] or c["kind"] in {"state", "choice"})]
    firsts = sorted(marked, key=lambda c: c["kind"] != "state")[:2]
    marks = [c for c in marked if c in firsts]
    plain = [c for c in columns if not c["is_title"] and c not in marks]
    below = [c for c in plain if c["is_one_of"]] or sorted(plain, key=lambda c: c in marked)[:1]
    for column in columns:
        here = "title" if column["is_title"] else "end" if column in marks else "sub" if column in below else ""
        column["place"] = here
        column["cell"] = opening(here, column["is_number"], column["label"] if column["kind"] in BARE else "")
    return columns


def opening(place: str, is_number: bool, label: Any = "") -> SafeString:
    """The start of a column's cells, the same in every row; a bare figure at the end of a line says of what it is one."""
    named = format_html(' data-l="{}"', label) if label and place in {"end", "sub"} else ""
    placed = format_html(' data-m="{}"{}', place, named) if place else ""
    return format_html("<td{}{}>", placed, mark_safe(' class="r"') if is_number else "")
