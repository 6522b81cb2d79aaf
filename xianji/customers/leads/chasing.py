"""Leads that nobody has spoken with in time: the owner hears, then they go on to somebody else or to the pool."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.customers.leads.actions import distribute, release
from xianji.customers.leads.deadlines import GRADES, WAITING, Hours, given_on_at
from xianji.customers.leads.models import Lead
from xianji.kit import ports
from xianji.kit.refusals import Refused
from xianji.org.people.history import supervisor_on
from xianji.rulebook.tables.content import said
from xianji.rulebook.tables.deciding import decide

KIND = "lead"
SIZE = 500
STAYS = "A"
"""Leads of this grade go to another person at once; others to the pool."""


def chase(now: datetime | None = None) -> dict[str, int]:
    """Every lead whose first contact is overdue; again at once changes nothing. Returns how many were told and given on."""
    moment, hours = now or timezone.now(), Hours()
    done = {"told": 0, "given_on": 0}
    rows = Lead.unscoped.filter(deleted_at=None, contacted_at=None, state__in=WAITING, first_due_at__lt=moment)
    last = 0
    while block := list(rows.exclude(owner=None).filter(pk__gt=last).select_related("owner").order_by("pk")[:SIZE]):
        for lead in block:
            done["told"] += tell_owner(lead)
            at = given_on_at(lead, hours)
            if at is not None and at <= moment:
                done["given_on"] += give_on(lead)
        last = block[-1].pk
    return done


def give_out() -> int:
    """New leads that nobody owns, such as those of a web form: the table says to whom. Returns how many were given."""
    rows = Lead.unscoped.filter(deleted_at=None, state=Lead.State.NEW, owner=None, grade__in=GRADES).order_by("pk")
    return sum(given(lead) for lead in rows[:SIZE])


def given(lead: Lead) -> int:
    try:
        distribute(lead)
    except Refused:
        return 0
    return 1


def tell_owner(lead: Lead) -> int:
    return ports.tell(
        [lead.owner], kind=KIND, message=gettext_noop("The first contact with %(lead)s was due."), values={"lead": lead},
        key=f"lead-due:{lead.pk}:{lead.first_due_at:%Y%m%d%H%M}", about=lead, urgent=True,
    )  # fmt: skip


def give_on(lead: Lead) -> int:
    """Who leads the one who missed it hears; the verb notes who that was."""
    late, key = lead.owner, f"lead-given-on:{lead.pk}:{lead.first_due_at:%Y%m%d%H%M}"
    above = supervisor_on(late, timezone.localdate()) if late else None
    try:
        (distribute if lead.grade == STAYS else release)(lead, **reason(lead))
    except Refused:
        return 0
    told: dict[str, Any] = {"lead": lead, "person": late, "other": lead.owner or "—"}
    message = gettext_noop("%(person)s did not speak with %(lead)s in time; it went to %(other)s.")
    ports.tell([above] if above else [], kind=KIND, message=message, values=told, key=key, about=lead)
    return 1


def reason(lead: Lead) -> dict[str, Any]:
    missed = said(decide("lead.grade", score=lead.score, excluded=False)["missed"])
    return {"reason": missed} if lead.grade == STAYS else {"why": missed}
