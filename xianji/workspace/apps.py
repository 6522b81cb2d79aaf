"""What a person finds on the desk: Today, search, activities, tasks, notices, requests."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "xianji.workspace"
    label = "workspace"
    verbose_name = _("Workspace")

    def ready(self) -> None:
        from xianji.kit import ports, registry
        from xianji.kit.forgetting import keeping, traces
        from xianji.kit.merging.links import Link, beside
        from xianji.org.users import sessions
        from xianji.workspace.activities.models import Activity
        from xianji.workspace.activities.panel import TIMELINE
        from xianji.workspace.agenda.actions import end
        from xianji.workspace.handovers import actions as handovers
        from xianji.workspace.handovers.models import Handover
        from xianji.workspace.notices import calling, jobs  # noqa: F401
        from xianji.workspace.notices.actions import RIGHT
        from xianji.workspace.notices.forgetting import notices
        from xianji.workspace.notices.models import Notice
        from xianji.workspace.notices.telling import tell
        from xianji.workspace.tasks import given
        from xianji.workspace.tasks.models import Task
        from xianji.workspace.tasks.panel import TASKS

        if TIMELINE not in registry.on_every:
            registry.on_every.insert(0, TIMELINE)
        if TASKS not in registry.on_every:
            registry.on_every.append(TASKS)
        if RIGHT not in registry.common_rights:
            registry.common_rights.append(RIGHT)
        ports.tell_by(tell)
        keeping.more["notices"] = traces.AGAIN["notices"] = notices
        traces.READ[Notice] = ("values", "text")
        handovers.connect()
        given.connect()
        abouts = (Link(kind, "about_id", "about_label") for kind in (Activity, Task, Handover, Notice))
        beside.extend(about for about in abouts if about not in beside)
        if end not in sessions.endings:
            sessions.endings.append(end)
