"""What goes back to the pool soon, on Today: one's own, or the team's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.pool.models import Hold
from xianji.customers.pool.recycling import told
from xianji.customers.pool.subjects import subjects
from xianji.kit.registry import Desk, Section
from xianji.org import scope

SHOWS = 5


def falling(desk: Desk) -> dict[str, Any] | None:
    """One statement per kind of record; nothing where nothing goes back."""
    found: list[dict[str, Any]] = []
    for subject in subjects.values():
        rows = subject.model.objects.filter(scope.below(desk.who.unit_path)) if desk.is_team else subject.model.objects.filter(
            owner=desk.who.person_id
        )  # fmt: skip
        holds = Hold.objects.filter(**{f"{subject.link}__in": rows.values("pk")}, falls_on__isnull=False)
        several = holds.select_related(subject.link, f"{subject.link}__owner").order_by("falls_on", "pk")[: SHOWS + 1]
        found += [told(subject, hold) for hold in several]
    if not found:
        return None
    found.sort(key=lambda one: one["on"])
    return {"rows": found[:SHOWS], "count": len(found[:SHOWS]), "tone": "warn", "is_team": desk.is_team}


FALLING = Section(
    "falling", _("Going back to the pool"), "customers/pool/today.html", falling, order=25, permission="customers.customer.view",
    is_late=True,
)  # fmt: skip
