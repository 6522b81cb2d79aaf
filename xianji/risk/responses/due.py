"""By when a response is done, and who decides on it: as the level of its risk says."""

from datetime import date
from typing import Any

from django.utils import timezone

from xianji.org.company.settled import company
from xianji.org.days.places import abroad, calendar_at
from xianji.rulebook.tables.deciding import Answer, decide


def said_of(risk: Any) -> Answer:
    """What the table of levels says of it today."""
    return decide("risk.level", score=risk.score or 1)


def day_of(risk: Any) -> date:
    """So many working days from today as its level allows, where the risk lies."""
    home = company().country or ""
    return calendar_at(risk.org_path, abroad(home), home).add_workdays(timezone.localdate(), int(said_of(risk)["plan"]))
