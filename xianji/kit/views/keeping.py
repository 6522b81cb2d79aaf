"""What people do with views: each in one transaction, with its journal entry."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit.charts.asked import is_drawable
from xianji.kit.lists.asked import SAFE
from xianji.kit.lists.query import ListQuery
from xianji.kit.refusals import NotPermitted, Refused, Stale
from xianji.kit.tables.shape import shape_of
from xianji.kit.views.models import LAST, Pin, View
from xianji.kit.views.rights import audiences, may_change, may_lock
from xianji.kit.views.shelf import shelf, words_of
from xianji.lib import actor
from xianji.org import scope
from xianji.org.actors import access_changed
from xianji.org.models import Unit, User

MOST = 50
"""Views that one person may make of one object."""
LONGEST = 2000
LABEL = "kit.view"


def create(resource: Any, asked: Any, values: dict[str, Any]) -> View:
    """A new view of what is asked for; `values` are name, audience, is_locked and opens_for."""
    maker = reader()
    if View.objects.filter(label=resource.label, maker=maker, deleted_at=None).count() >= MOST:
        raise Refused(_("You have %(most)s views here. Delete one before you save another.") % {"most": MOST})
    view = View(label=resource.label, maker_id=maker, address=address_of(resource, asked))
    with transaction.atomic():
        opens = settle(view, values)
        view.save(force_insert=True)
        view.open_for(opens)
        told("create", view, {name: (None, value) for name, value in view.told.items() if value not in (None, "", False)})
        concern(view)
    return view


def change(view: View, values: dict[str, Any], version: int | None = None) -> View:
    """Another name, other readers, a lock."""

    def work(row: View) -> None:
        row.open_for(settle(row, values, row.roles))

    return _changed("change", view, work, version)


def keep(resource: Any, view: View, asked: Any, version: int | None = None) -> View:
    """The view as the list stands now."""
    address = address_of(resource, asked)
    return _changed("change", view, lambda row: setattr(row, "address", address), version)


def delete(view: View) -> View:
    return _changed("delete", view, lambda row: setattr(row, "deleted_at", timezone.now()))


def restore(view: View) -> View:
    return _changed("restore", view, lambda row: setattr(row, "deleted_at", None))


def star(view: View, is_starred: bool) -> None:
    """Among the reader's own tabs, or only in the list of views."""
    mine = reader()
    with transaction.atomic():
        Pin.objects.update_or_create(user_id=mine, view=view, defaults={"is_starred": is_starred},
                                     create_defaults={"is_starred": is_starred, "place": LAST})  # fmt: skip
        access_changed([mine])


def move(resource: Any, view: View, step: int) -> None:
    """One place to the left or to the right among the reader's tabs."""
    mine = reader()
    order = [one.view for one in shelf(actor.current(), resource) if one.is_starred]
    at = next((n for n, one in enumerate(order) if one.pk == view.pk), None)
    if at is None or not 0 <= at + step < len(order):
        return
    order[at], order[at + step] = order[at + step], order[at]
    with transaction.atomic():
        for place, one in enumerate(order):
            Pin.objects.update_or_create(user_id=mine, view=one, defaults={"place": place})
        access_changed([mine])


def reader() -> int:
    """The account of the actor: only people have views."""
    mine = actor.current().user_id
    if mine is None:
        raise NotPermitted(_("Only people have views."))
    return mine


def address_of(resource: Any, asked: Any) -> str:
    """The words to keep, if the list can be asked for them."""
    words = words_of(asked)
    query = ListQuery(resource, words)
    query.conditions, query.sort, query.columns, shape_of(query), is_drawable(query)  # noqa: B018
    address = urlencode(words, safe=SAFE)
    if len(address) > LONGEST:
        raise Refused(_("The filters are too long for a view: %(count)s characters of at most %(most)s.")
                      % {"count": len(address), "most": LONGEST})  # fmt: skip
    return address


def settle(view: View, values: dict[str, Any], opened: frozenset[int] = frozenset()) -> frozenset[int]:
    """Name, readers and lock, as far as the actor may give them; returns the roles for which it opens first."""
    who = actor.current()
    view.name = values["name"]
    if (audience := values.get("audience", view.audience)) != view.audience:
        if audience not in audiences(who):
            raise NotPermitted(_("You may not share views with them."))
        view.audience = audience
        view.unit = Unit.unscoped.get(pk=who.unit_id) if audience == View.Audience.UNIT else None
    locked = view.is_shared and bool(values.get("is_locked", view.is_locked))
    opens = frozenset(role.pk for role in values["opens_for"]) if "opens_for" in values else opened
    opens = opens if view.is_shared else frozenset()
    if (locked, opens) != (view.is_locked, opened) and view.is_shared and not may_lock(who, view):
        raise NotPermitted(_("You may not lock this view or let it open first."))
    view.is_locked = locked
    return opens


def told(verb: str, view: View, changes: dict[str, Any]) -> None:
    write(Event(verb, LABEL, view.pk, view.name, changes), source="web")


def concern(view: View, audience: str = "", unit: Any = None) -> None:
    """Whoever sees the view reads it anew."""
    audience, unit = audience or view.audience, unit or view.unit
    if audience == View.Audience.ALL:
        access_changed()
        return
    ids = {view.maker_id}
    if audience == View.Audience.UNIT and unit is not None:
        ids |= set(User.objects.filter(scope.below(unit.path, "person__org_path")).values_list("pk", flat=True))
    access_changed(sorted(ids))


def _changed(verb: str, view: View, work: Callable[[View], None], version: int | None = None) -> View:
    who = actor.current()
    with transaction.atomic():
        row = View.objects.select_for_update(of=("self",)).select_related("unit").get(pk=view.pk)
        if not may_change(who, row):
            raise NotPermitted(_("You may not change the view “%(view)s”. Save it under a name of your own.") % {"view": row})
        if version is not None and version != row.version:
            raise Stale(_("Somebody changed the view “%(view)s” in between. Open it again.") % {"view": row}, {}, "", None)
        before, seen_by = row.told, (row.audience, row.unit)
        work(row)
        row.version = F("version") + 1
        row.save()
        row.refresh_from_db()
        after = row.told
        told(verb, row, {name: (before[name], after[name]) for name in after if before[name] != after[name]})
        concern(row, *seen_by)
        concern(row)
    return row
