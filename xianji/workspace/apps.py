"""What a person finds on the desk: search, activities, and later Today."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "xianji.workspace"
    label = "workspace"
    verbose_name = _("Workspace")

    def ready(self) -> None:
        from xianji.kit import registry
        from xianji.org.users import sessions
        from xianji.workspace.activities.panel import TIMELINE
        from xianji.workspace.agenda.actions import end

        if TIMELINE not in registry.on_every:
            registry.on_every.insert(0, TIMELINE)
        if end not in sessions.endings:
            sessions.endings.append(end)
