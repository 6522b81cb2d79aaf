"""What waits for one's decision, on Today: decided in place, as from the inbox."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from xianji.approval.requests import inbox
from xianji.approval.requests.actions import SEE
from xianji.kit.registry import Desk, Section

SHOWS = 3


def waiting(desk: Desk) -> dict[str, Any] | None:
    """The most urgent few; nothing where nothing waits, nor for a team, whose decisions are its members' own."""
    if desk.is_team or desk.who.person_id is None:
        return None
    cards = inbox.part(desk.who.person_id, inbox.WAITING).cards
    if not cards:
        return None
    number = len(cards)
    count = f"{number}" if number < inbox.SIZE else f"{inbox.SIZE - 1}+"
    text = ngettext("%(count)s approval waits for you.", "%(count)s approvals wait for you.", number) % {"count": count}
    is_late = any(one["left"]["tone"] == "bad" for one in cards)
    said = {"said": {"text": text, "tone": "bad" if is_late else ""}} if is_late else {}
    return {"cards": cards[:SHOWS], "count": count, "link": _("All"), "href": "/approval/inbox", **said}


WAITING = Section("approvals", _("Waiting for my decision"), "approval/today.html", waiting, "side", 20, permission=SEE)
