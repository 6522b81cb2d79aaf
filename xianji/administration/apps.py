"""Screens and verbs for the organisation, the journal, the rulebook and the dictionary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    name = "xianji.administration"
    label = "administration"
    verbose_name = _("Administration")

    def ready(self) -> None:
        from xianji.administration import following
        from xianji.administration.signin import writing  # noqa: F401
        from xianji.administration.why import panel

        following.connect()
        panel.connect()
