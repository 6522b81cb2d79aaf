"""The open tasks about a record, on its page; they come late, so that the page asks nothing for them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.workspace.tasks.models import Task


class TasksAbout(Panel):
    """Not on tasks themselves, nor on short look-ups."""

    def open_on(self, record: Any) -> bool:
        fits = not isinstance(record, Task) and not registry.resource_of(type(record)).is_short and record.deleted_at is None
        return fits and actor.current().may("workspace.task.view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        return {"href": f"/workspace/tasks/about/{record.label()}/{record.pk}"}


TASKS = TasksAbout("tasks", _("Tasks"), "workspace/tasks/panel.html")
