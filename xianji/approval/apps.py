"""Requests and steps that other chapters ask for."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalConfig(AppConfig):
    name = "xianji.approval"
    label = "approval"
    verbose_name = _("Approvals")
