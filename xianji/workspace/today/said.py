"""The sentence on top: how much of the day is left, then what the sections say, each a whole sentence."""

from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit.registry import Desk
from xianji.workspace.tasks.today import told


def said(desk: Desk, appointments: int, tasks: int | None, sections: list[dict[str, Any]]) -> list[SafeString]:
    """In reading order; nothing of tasks where nobody has counted them."""
    others = [section["given"]["said"] for section in sections if section["given"].get("said")]
    return [*([] if tasks is None else [first(desk, appointments, tasks)]), *(toned(one) for one in others)]


def first(desk: Desk, appointments: int, tasks: int) -> SafeString:
    told = {"appointments": bold(meetings(appointments)), "tasks": bold(duties(tasks))}
    if desk.is_team:
        return whole(_("The team has %(tasks)s due today.") if tasks else _("Nothing of the team is due today."), told)
    if appointments and tasks:
        return whole(_("You have %(appointments)s and %(tasks)s left today."), told)
    if appointments:
        return whole(_("You have %(appointments)s left today."), told)
    return whole(_("You have %(tasks)s left today.") if tasks else _("Nothing is left to do today."), told)


def meetings(count: int) -> str:
    return ngettext("%(count)s appointment", "%(count)s appointments", count) % {"count": count}


def duties(count: int) -> str:
    return ngettext("%(count)s task", "%(count)s tasks", count) % {"count": told(count)}


def bold(text: str) -> SafeString:
    return format_html("<b>{}</b>", text)


def whole(sentence: str, told: dict[str, SafeString]) -> SafeString:
    """A sentence of ours, whose parts are markup already."""
    return SafeString(conditional_escape(sentence) % told)


def toned(one: dict[str, Any]) -> SafeString:
    return format_html('<b class="late">{}</b>' if one.get("tone") == "bad" else "{}", one["text"])
