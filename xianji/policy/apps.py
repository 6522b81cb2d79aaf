"""一 The regulation: documents, versions, clauses."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "xianji.policy"
    label = "policy"
    verbose_name = _("Regulation")
