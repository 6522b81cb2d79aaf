"""The timeline as the main panel of every record's page, with the form to add to it."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.forms.build import KitForm, form_of
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.workspace.activities.models import Activity
from xianji.workspace.activities.onward import mark_of
from xianji.workspace.activities.timeline import BORN, COMMENTS, FILES, SHOWS, STATES, state_verbs, timeline

FIELDS = ["kind", "subject", "text", "at", "minutes"]


class Timeline(Panel):
    """Not on activities themselves, nor on short look-ups."""

    def open_on(self, record: Any) -> bool:
        return not isinstance(record, Activity) and not registry.resource_of(type(record)).is_short

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        show = request.GET.get("show", "")
        shows = offered(record)
        show = show if show in shows else ""
        items, older = timeline(record, show, mark_of(request.GET.get("before", "")))
        may_add = record.deleted_at is None and actor.current().may("workspace.activity.create")
        return {
            "items": items, "add_href": about_href(record) if may_add else "", "form": blank() if may_add else None,
            "shows": [{"label": told, "href": f"?show={one}", "current": one == show} for one, told in shows.items()],
            "older": "?" + urlencode({"show": show, "before": str(older)}) if older else "", "show": show,
        }  # fmt: skip


def about_href(record: Any) -> str:
    return f"/workspace/activities/about/{record.label()}/{record.pk}"


def blank(posted: Any = None, given: dict[str, Any] | None = None) -> KitForm:
    return form_of(registry.resource_of(Activity), posted=posted, given=given, names=FIELDS)


def offered(record: Any) -> dict[str, Any]:
    """The kinds that this record can have."""
    resource = registry.resource_of(type(record))
    left_out = {*(() if record.owned else ("call", "meeting", "mail")), *(() if resource.comments else (COMMENTS,)),
                *(() if resource.files else (FILES,)), *(() if len(state_verbs(record)) > len(BORN) else (STATES,))}  # fmt: skip
    return {one: told for one, told in SHOWS.items() if one not in left_out}


TIMELINE = Timeline("timeline", _("Timeline"), "workspace/timeline.html", "main")
