"""Whom to call today, on Today: the first few, each one tap from its script."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.calls import queue
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing

SHOWS = 4
FIELDS = ("pk", "company", "person", "grade", "next_step", "next_step_at")


def calls(desk: Desk) -> dict[str, Any] | None:
    """One statement; nothing where nobody waits, or where a leader looks at the team."""
    if desk.is_team:
        return None
    found = list(queue.waiting(desk.who.person_id).values_list(*FIELDS)[: queue.MOST])
    if not found:
        return None
    return {
        "rows": [row(one) for one in found[:SHOWS]], "count": len(found), "href": "/customers/calls",
        "link": _("Begin to call"),
    }  # fmt: skip


def row(one: tuple[Any, ...]) -> dict[str, Any]:
    pk, company, person, grade, step, at = one
    return {"name": company, "person": person, "grade": grade, "step": step, "when": writing.moment(at) if at else "",
            "href": f"/customers/leads/{pk}", "call": f"/customers/calls?lead={pk}"}  # fmt: skip


CALLS = Section("calls", gettext_lazy("To call"), "customers/calling.html", calls, order=25, permission="customers.touch.create")
