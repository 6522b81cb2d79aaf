"""What follows from every write of leads, in the same transaction: the score, and the clock of a new owner."""

from typing import Any

from django.utils import timezone

from xianji.customers.leads import deadlines, scoring
from xianji.customers.leads.models import Lead

Told = list[tuple[Lead, dict[str, Any]]]


def follow_leads(told: Told) -> None:
    """First the score, as the hours depend on the grade; a lead that has just got its number is new."""
    judged = [lead for lead, changed in told if changed.keys() & scoring.JUDGED]
    scoring.rescore(judged, is_new=all("number" in changed for _lead, changed in told))
    moved = [lead for lead, changed in told if "owner_id" in changed and lead.state not in scoring.ENDED]
    if not moved:
        return
    moment, hours = timezone.now(), deadlines.Hours()
    for lead in moved:
        if lead.owner_id is None:
            deadlines.clear(lead)
        else:
            deadlines.begin(lead, moment, hours)
    scoring.write(moved, deadlines.CLOCK)
