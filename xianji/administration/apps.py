"""Screens and verbs for the organisation, the journal, the rulebook and the dictionary."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    name = "xianji.administration"
    label = "administration"
    verbose_name = _("Administration")

    def ready(self) -> None:
        from xianji.administration import following
        from xianji.administration.alerts.taking import taken
        from xianji.administration.decoys.watched import marked
        from xianji.administration.rulebook_rights import RIGHTS
        from xianji.administration.seeing.actions import RIGHT
        from xianji.administration.signin import writing  # noqa: F401
        from xianji.administration.why import panel
        from xianji.kit import registry
        from xianji.kit.exports import gate
        from xianji.kit.uncounted import leave_out

        registry.common_rights.extend(right for right in [RIGHT, *RIGHTS] if right not in registry.common_rights)
        gate.tell_when_taken(taken)
        leave_out(marked)
        following.connect()
        panel.connect()
