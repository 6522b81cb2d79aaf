"""By which of its dates an object stands in a calendar, and whether a date may be moved there."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.columns import Column
from xianji.kit.lists.filters import BadFilter
from xianji.kit.resource import STAMPS
from xianji.lib import actor
from xianji.lib.actor import Actor

KINDS = {"date", "moment"}


@lru_cache(maxsize=512)
def named(resource: Any) -> tuple[str, ...]:
    """The dates that the resource names; else those it can be sorted and filtered by, but for the stamps."""
    if resource.dates:
        return tuple(resource.dates)
    able = set(resource.sortable) & set(resource.filterable) - STAMPS
    return tuple(name for name in resource.names if name in able and resource.column(name).kind in KINDS)


def dates(resource: Any, who: Actor | None = None) -> list[Column]:
    """Those that the actor may see."""
    return resource.open_to(who or actor.current(), list(named(resource)))


def shown_by(resource: Any) -> list[Column]:
    """Those by which it stands in a calendar or in an agenda, as far as the actor may see them."""
    return resource.open_to(actor.current(), list(dict.fromkeys([*named(resource), *resource.agenda])))


def date_of(resource: Any, asked: dict[str, str]) -> Column:
    """The date that an address asks for, else the first."""
    found = dates(resource)
    wish = asked.get("calendar", "")
    chosen = next((column for column in found if wish in ("", column.path)), None)
    if chosen is None:
        names = ", ".join(column.path for column in found)
        raise BadFilter(_("There is no calendar by “%(name)s”. Possible: %(names)s.") % {"name": wish, "names": names})
    return chosen


def held(resource: Any, column: Column) -> str:
    """Why the current actor can move no record of this object to another day of this date; empty when that is possible."""
    if column.path not in resource.editable:
        return _("“%(field)s” follows from what happens; it cannot be moved.") % {"field": column.label}
    if not resource.may(actor.current(), "change"):
        return _("You may look at these records but not change them.")
    return ""
