"""Leads in the pool: by their grade; whoever takes one begins anew."""

from typing import Any

from django.db.models import Q

from xianji.customers.leads.models import Lead
from xianji.customers.pool.subjects import Subject, register

State = Lead.State
WORKED = (State.ASSIGNED, State.CONTACTED, State.NURTURING, State.QUALIFIED)
ENDED = (State.CONVERTED, State.DISQUALIFIED)
GRADES = ("A", "B", "C")


def card(lead: Any) -> dict[str, Any]:
    """The company, and nobody's name in it."""
    return {
        "name": lead.company, "industry_id": lead.industry_id, "region_id": lead.region_id,
        "last_contact_on": lead.followed_at.date() if lead.followed_at else None,
    }  # fmt: skip


LEADS = register(Subject(
    name="leads", model=Lead, link="lead", kind_of=lambda _lead: "lead", in_life=Q(state__in=WORKED),
    counted=lambda _kind: Q(state__in=WORKED), card=card, followed="followed_at",
    may_lie=lambda lead: lead.state not in ENDED, is_released=lambda lead: lead.state == State.RECYCLED,
    grade_of=lambda lead: lead.grade if lead.grade in GRADES else "", facts=("state", "grade", "region_id"),
    taken=lambda _lead: {"state": State.ASSIGNED}, given_back=lambda _lead: {"state": State.RECYCLED},
))  # fmt: skip
