"""What a person finds on the desk: search, activities, and later Today."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "xianji.workspace"
    label = "workspace"
    verbose_name = _("Workspace")
