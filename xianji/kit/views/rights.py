"""Who may share a view, and who may lock one or let it open first. One's own views need no right."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import CommonRight
from xianji.kit.views.models import View
from xianji.lib.actor import Actor

SHARE, LOCK = "kit.view.share", "kit.view.lock"
RIGHTS = (
    CommonRight(SHARE, _("Share views with others"), {"SUP RM": "b", "SD ADM": "a"}),
    CommonRight(LOCK, _("Lock views, and let them open first"), {"RM": "b", "SD ADM": "a"}),
)


def holds(who: Actor, permission: str, audience: str, unit: Any) -> bool:
    """Whether the permission reaches this audience; everybody needs a reach that is everywhere."""
    reach = who.reach(permission)
    if reach is None:
        return False
    if audience == View.Audience.UNIT and unit is not None:
        return reach.holds_path(unit.path)
    return reach.everywhere


def audiences(who: Actor) -> list[str]:
    """For whom the actor may make views."""
    reach = who.reach(SHARE)
    found = [View.Audience.OWN.value]
    if reach is not None and who.unit_id and reach.holds_path(who.unit_path):
        found.append(View.Audience.UNIT.value)
    return [*found, View.Audience.ALL.value] if reach is not None and reach.everywhere else found


def may_change(who: Actor, view: View) -> bool:
    """One's own; a shared one with the right to share there, a locked one only with the right to lock."""
    if not view.is_shared:
        return view.maker_id == who.user_id
    return holds(who, LOCK if view.is_locked else SHARE, view.audience, view.unit)


def may_lock(who: Actor, view: View) -> bool:
    return view.is_shared and holds(who, LOCK, view.audience, view.unit)
