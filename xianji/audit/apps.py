"""The journal: append-only, hash-chained, and still valid after a value is erased."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "xianji.audit"
    label = "audit"
    verbose_name = _("Journal")
