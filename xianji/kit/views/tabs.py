"""The tabs above a list: all, mine, my team, then the reader's views; what to offer when the open one was changed; their
counts, which come late."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from xianji.kit.lists.asked import SAFE, address
from xianji.kit.lists.query import ListQuery
from xianji.kit.refusals import Refused
from xianji.kit.views.rights import may_change
from xianji.kit.views.shelf import Kept, opening, shelf, words_of
from xianji.lib import actor

SHOWN = 8
"""Views among the tabs; the others are in the menu beside them."""
CAP = 1_000
"""Tabs count no further."""
PATIENCE = 1.0
"""Seconds after which the remaining tabs go without a count."""


def strip(query: ListQuery, asked: QueryDict) -> dict[str, Any]:
    """Tabs, the open view, and what may be done with it."""
    who, resource = actor.current(), query.resource
    views = shelf(who, resource)
    open_view = next((one for one in views if str(one.pk) == asked.get("view")), None)
    starred = [one for one in views if one.is_starred]
    shown = starred[:SHOWN]
    if open_view is not None and open_view not in shown:
        shown = [*shown, open_view]
    tabs = [*standing(query, open_view is None), *(tab(one, one is open_view) for one in shown)]
    told = address(asked, "view")
    return {
        "views": tabs, "more_views": [tab(one, False) for one in views if one not in shown],
        "new_view_href": f"{resource.path}views/new{told if told != '?' else ''}",
        "open_view": menu(resource, open_view, asked, starred) if open_view else None,
        "may_keep": open_view is None and bool(words_of(asked)),
    }  # fmt: skip


def tab(one: Kept, is_open: bool) -> dict[str, Any]:
    return {"href": href_of(one), "label": one.view.name, "current": is_open, "late": f"v{one.pk}",
            "menu": "view-menu" if is_open else "", "is_locked": one.view.is_locked}  # fmt: skip


def href_of(one: Kept) -> str:
    return "?" + urlencode({"view": one.pk, **one.words}, safe=SAFE)


def menu(resource: Any, one: Kept, asked: QueryDict, starred: list[Kept]) -> dict[str, Any]:
    """What can be done with the open view."""
    view, words = one.view, words_of(asked)
    place = starred.index(one) if one in starred else -1
    return {
        "view": view, "at": f"{resource.path}views/{view.pk}", "is_starred": one.is_starred, "href": href_of(one),
        "is_changed": words != one.words, "may_change": may_change(actor.current(), view),
        "save_query": urlencode(words, safe=SAFE), "may_left": place > 0, "may_right": -1 < place < len(starred) - 1,
    }  # fmt: skip


def standing(query: ListQuery, is_plain: bool) -> list[dict[str, Any]]:
    """All, mine, my team: the last two only where records are owned and the owner may be filtered by."""
    resource, filters = query.resource, query.filters
    kept = {name: query.asked[name] for name in ("sort", "layout", "calendar", "span") if query.asked.get(name)}
    first = {"view": "all"} if opening(actor.current(), resource) else {}
    made = []
    for late, label, words in plain(resource):
        here = is_plain and filters == words
        href = "?" + urlencode({**(words or first), **kept}, safe=SAFE)
        made.append({"href": href, "label": label, "current": here, "late": late})
    return made


def plain(resource: Any) -> list[tuple[str, Any, dict[str, str]]]:
    """(name of the count, title, filters) of the tabs that nobody has made."""
    made = [(owner or "all", label, {"owner": owner} if owner else {}) for owner, label in owners(resource)]
    return [*made, *((f"t{n}", label, dict(parse_qsl(words))) for n, (label, words) in enumerate(resource.tabs.items()))]


def owners(resource: Any) -> list[tuple[str, str]]:
    every = [("", _("All"))]
    if not resource.model.owned or "owner" not in resource.filterable:
        return every
    return [*every, ("me", _("Mine")), ("team", _("My team"))]


def counts(resource: Any) -> Iterator[tuple[str, str]]:
    """(tab, how many), as far as patience goes; views that their reader may not ask for stay without."""
    views = [one for one in shelf(actor.current(), resource) if one.is_starred][:SHOWN]
    wanted = [(late, words) for late, _label, words in plain(resource)]
    wanted += [(f"v{one.pk}", one.words) for one in views]
    end = time.monotonic() + PATIENCE
    for late, words in wanted:
        if time.monotonic() > end:
            return
        try:
            number = ListQuery(resource, words).count(CAP)
        except Refused:
            continue
        yield late, f"{CAP:,}+" if number > CAP else f"{number:,}"
