"""Duties of the regulation that are overdue, on Today."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.registry import Desk, Section
from xianji.policy.findings.models import Finding

SHOWS, ENOUGH = 5, 100


def overdue(desk: Desk) -> dict[str, Any] | None:
    """The oldest first; one statement, counted no further than a hundred."""
    resource = registry.resource_of(Finding)
    words = {"owner": desk.owner, "state": "open,escalated", "sort": "due_on"}
    fields = ("pk", "about_title", "clause", "control", "due_on", "state", "owner__name")
    found = list(ListQuery(resource, words).first(ENOUGH, False).values_list(*fields))
    if not found:
        return None
    count = f"{ENOUGH - 1}+" if len(found) == ENOUGH else f"{len(found)}"
    text = ngettext("%(count)s duty is overdue.", "%(count)s duties are overdue.", len(found)) % {"count": count}
    return {
        "rows": [row(one, desk, resource) for one in found[:SHOWS]], "count": count, "tone": "bad", "is_team": desk.is_team,
        "link": _("All"), "href": f"{resource.path}?owner={desk.owner}&state=open,escalated",
        "said": {"text": text, "tone": "bad"},
    }  # fmt: skip


def row(one: tuple[Any, ...], desk: Desk, resource: Any) -> dict[str, Any]:
    pk, title, clause, name, due, state, owner = one
    control = registry.controls.get(name)
    days = (desk.today - due).days
    late = ngettext("%(count)s day", "%(count)s days", days) % {"count": days} if days else _("Today")
    return {
        "title": title, "href": resource.address(pk), "clause": clause, "duty": str(control.title) if control else "",
        "late": late, "is_bad": state == Finding.State.ESCALATED, "owner": owner,
    }


OVERDUE = Section(
    "duties", gettext_lazy("Overdue duties"), "policy/overdue.html", overdue, place="side", order=30,
    permission="policy.finding.view",
)  # fmt: skip
