"""Who works here: units, people, users, roles; and whose records one may see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "xianji.org"
    label = "org"
    verbose_name = _("Organisation")
