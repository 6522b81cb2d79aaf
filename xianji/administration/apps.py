"""Screens and verbs for the organisation, the journal, the rulebook and the dictionary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    name = "xianji.administration"
    label = "administration"
    verbose_name = _("Administration")

    def ready(self) -> None:
        from xianji.administration import following
        from xianji.administration.seeing.actions import RIGHT
        from xianji.administration.signin import writing  # noqa: F401
        from xianji.administration.why import panel
        from xianji.kit import registry

        if RIGHT not in registry.common_rights:
            registry.common_rights.append(RIGHT)
        following.connect()
        panel.connect()
