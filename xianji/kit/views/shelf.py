"""The views that one reader has of one object: own, of the unit and of everybody, in the reader's order; kept with the actor,
whose rights are read anew when a view that concerns them has changed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from xianji.kit.charts.asked import is_drawable
from xianji.kit.lists.query import ListQuery
from xianji.kit.refusals import Refused
from xianji.kit.tables.shape import shape_of
from xianji.kit.views.models import LAST, Pin, View
from xianji.lib.actor import Actor
from xianji.lib.reading import exact
from xianji.org.access.models import Assignment

VOLATILE = {"view", "after", "before", "page", "fragment", "shown", "beside", "sums", "day"}
"""Words of an address that no view keeps."""


@dataclass(frozen=True)
class Kept:
    """A view as its reader meets it."""

    view: View
    is_starred: bool
    opens_first: bool
    words: dict[str, str]

    @property
    def pk(self) -> int:
        return self.view.pk


def words_of(asked: Any) -> dict[str, str]:
    """What a view keeps of an address."""
    return {name: value for name, value in asked.items() if name not in VOLATILE and value}


def visible(who: Actor) -> Q:
    """One's own, everybody's, and those of the units above."""
    steps = who.unit_path.split(".")[:-1]
    paths = [".".join(steps[: n + 1]) + "." for n in range(len(steps))]
    found = Q(maker=who.user_id) | Q(audience=View.Audience.ALL)
    return found | Q(audience=View.Audience.UNIT, unit__path__in=paths) if paths else found


@lru_cache(maxsize=4096)
def shelf(who: Actor, resource: Any) -> tuple[Kept, ...]:
    """In the reader's order: as placed, then own before shared, older first."""
    if who.user_id is None:
        return ()
    with exact():
        rows = View.objects.filter(visible(who), label=resource.label, deleted_at=None).select_related("unit")
        views = list(rows.order_by("pk"))
        pins = {pin.view_id: pin for pin in Pin.objects.filter(user=who.user_id, view__in=views)} if views else {}
        first = opening_for(who.user_id, views) if views else set()
    found = []
    for view in sorted(views, key=lambda one: (pins[one.pk].place if one.pk in pins else LAST, one.is_shared, one.pk)):
        words = QueryDict(view.address).dict()
        if view.maker_id != who.user_id and not answers(resource, words):
            continue
        starred = pins[view.pk].is_starred if view.pk in pins else True
        found.append(Kept(view, starred, view.pk in first, words))
    return tuple(found)


def opening_for(user_id: int, views: list[View]) -> set[int]:
    """Those that open first for one of this user's roles."""
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()), user=user_id)
    links = View.opens_for.through.objects.filter(view__in=views, role__in=held.values("role_id"))
    return set(links.values_list("view_id", flat=True))


def answers(resource: Any, words: dict[str, str]) -> bool:
    """Whether the actor may ask for this: a view never shows more than its reader may see."""
    query = ListQuery(resource, words)
    try:
        return bool(query.conditions is not None and query.sort and query.columns and shape_of(query) and is_drawable(query))
    except Refused:
        return False


def opening(who: Actor, resource: Any) -> Kept | None:
    """The view that this reader's role opens first."""
    return next((one for one in shelf(who, resource) if one.opens_first), None)
