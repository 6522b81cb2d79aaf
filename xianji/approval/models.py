"""Index for Django."""

from xianji.approval.absences.models import Absence
from xianji.approval.exports.models import ExportRequest
from xianji.approval.publications.models import Publication
from xianji.approval.requests.models import Copy, Request, Seat, Step

__all__ = ["Absence", "Copy", "ExportRequest", "Publication", "Request", "Seat", "Step"]
