"""三 Customer development: who they are and how we keep them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "xianji.customers"
    label = "customers"
    verbose_name = _("Customer development")
