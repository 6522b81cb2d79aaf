"""五(二) The sales process: from the first talk to the won deal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "xianji.sales"
    label = "sales"
    verbose_name = _("Sales")
