"""The kit: from one resource a list, a page, a form, import, export, API, search and menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    name = "xianji.kit"
    label = "kit"
    verbose_name = _("Kit")
