"""Index for Django."""

from xianji.service.return_visits.models import ReturnVisit

__all__ = ["ReturnVisit"]
