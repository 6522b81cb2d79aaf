"""五(三) Service: what a customer is owed after the sale."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServiceConfig(AppConfig):
    name = "xianji.service"
    label = "service"
    verbose_name = _("Customer service")

    def ready(self) -> None:
        """Each folder connects itself."""
        from xianji.service.return_visits import connecting as return_visits

        return_visits.connect()
