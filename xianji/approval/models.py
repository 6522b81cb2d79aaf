"""Index for Django."""

from xianji.approval.absences.models import Absence
from xianji.approval.requests.models import Request, Seat, Step

__all__ = ["Absence", "Request", "Seat", "Step"]
