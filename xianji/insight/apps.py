"""六 Analysis and evaluation: reads every chapter, is read by none."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    name = "xianji.insight"
    label = "insight"
    verbose_name = _("Analysis and evaluation")
