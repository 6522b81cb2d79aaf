"""Index for Django."""

from xianji.workspace.activities.models import Activity

__all__ = ["Activity"]
