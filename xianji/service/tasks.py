"""Index for the worker."""

from xianji.service.return_visits.jobs import plan_return_visits

__all__ = ["plan_return_visits"]
