"""Index for Django."""

from xianji.org.access.models import Assignment, Grant, Role, Share
from xianji.org.company.models import Company
from xianji.org.days.models import WorkDay
from xianji.org.numbers import Sequence
from xianji.org.people.models import Person, Posting
from xianji.org.positions.models import Position
from xianji.org.regions.models import Region
from xianji.org.units.models import Unit, UnitHistory
from xianji.org.users.models import Token, User

__all__ = [
    "Assignment", "Company", "Grant", "Person", "Position", "Posting", "Region", "Role", "Sequence", "Share",
    "Token", "Unit", "UnitHistory", "User", "WorkDay",
]  # fmt: skip
