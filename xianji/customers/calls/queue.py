"""Whom to call next: what is due first, then what nobody has planned."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from xianji.customers.leads.models import Lead
from xianji.customers.touches.models import Touch

CALLED = (Lead.State.NEW, Lead.State.ASSIGNED, Lead.State.CONTACTED, Lead.State.NURTURING)
MOST, SHOWN = 100, 3


def waiting(person_id: int | None) -> Any:
    """One's own leads that may be called and are due by tonight, the first in front."""
    tonight = datetime.combine(timezone.localdate() + timedelta(days=1), time(), timezone.get_current_timezone())
    due = Q(next_step_at=None) | Q(next_step_at__lt=tonight)
    rows = Lead.objects.filter(due, owner=person_id, state__in=CALLED, do_not_contact=False).exclude(mobile_mark="")
    return rows.order_by(F("next_step_at").asc(nulls_last=True), "-score", "pk")


def count(person_id: int | None) -> int:
    """No further than 100."""
    return len(waiting(person_id).values_list("pk")[:MOST]) if person_id else 0


def tried(lead: Lead) -> Any:
    """The last attempts, whoever made them."""
    return Touch.unscoped.filter(lead=lead, deleted_at=None).order_by("-at", "-pk")[:SHOWN]
