"""When a lead is to be spoken with for the first time, in the working hours of the place where it lies."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.leads.models import Lead
from xianji.org.company.settled import company
from xianji.org.days.places import abroad, calendar_at
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

CLOCK = ("assigned_at", "first_due_at", "next_step", "next_step_at")
GRADES = ("A", "B", "C")
WAITING = (Lead.State.NEW, Lead.State.ASSIGNED)


class Hours:
    """Working hours of the company and of units that work elsewhere; read once."""

    def __init__(self) -> None:
        self.home = company().country or ""
        self.places = abroad(self.home)

    def after(self, moment: datetime, hours: Decimal, path: str) -> datetime:
        """The moment when so many working hours have passed at this place."""
        return calendar_at(path, self.places, self.home).add_working_hours(timezone.localtime(moment), hours)


def begin(lead: Lead, at: datetime, hours: Hours) -> None:
    """The clock of the one who has it now: nothing to do first where they were spoken with, none for grade D."""
    lead.assigned_at, lead.first_due_at = at, None
    if lead.contacted_at is None and lead.grade in GRADES and lead.state in WAITING:
        lead.first_due_at = hours.after(at, value(f"lead.first.{lead.grade}", timezone.localdate(at)), lead.org_path)
        lead.next_step, lead.next_step_at = _("First contact"), lead.first_due_at


def given_on_at(lead: Lead, hours: Hours) -> datetime | None:
    """When it goes on to somebody else or to the pool unless they are spoken with; None where that never happens."""
    span = decide("lead.grade", score=lead.score, excluded=False)["pool"]
    assert lead.assigned_at is not None
    return None if span is None else hours.after(lead.assigned_at, span, lead.org_path)


def clear(lead: Any) -> None:
    """Nobody has it, so nobody is late."""
    lead.assigned_at = lead.first_due_at = None
    lead.next_step, lead.next_step_at = "", None
