"""Index for Django."""

from xianji.workspace.activities.models import Activity
from xianji.workspace.agenda.models import Feed
from xianji.workspace.handovers.models import Handover
from xianji.workspace.notices.models import Notice, Wishes
from xianji.workspace.tasks.models import Task
from xianji.workspace.today.models import Arrangement

__all__ = ["Activity", "Arrangement", "Feed", "Handover", "Notice", "Task", "Wishes"]
