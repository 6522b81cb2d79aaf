"""Index for Django."""

from xianji.workspace.activities.models import Activity
from xianji.workspace.agenda.models import Feed

__all__ = ["Activity", "Feed"]
