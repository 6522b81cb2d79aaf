"""四 Sales planning: what is offered at which price."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "xianji.planning"
    label = "planning"
    verbose_name = _("Sales planning")
