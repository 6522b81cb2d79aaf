"""The kit: from one resource a list, a page, a form, import, export, API, search and menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    name = "xianji.kit"
    label = "kit"
    verbose_name = _("Kit")

    def ready(self) -> None:
        from xianji.kit import checks, registry
        from xianji.kit.comments.panel import COMMENTS
        from xianji.kit.files.panel import FILES
        from xianji.kit.merging import links
        from xianji.kit.records.history import HISTORY
        from xianji.kit.sharing.panel import SHARING
        from xianji.kit.views.rights import RIGHTS

        checks.register()
        links.beside.extend(one for one in links.kept_by_the_kit() if one not in links.beside)
        if HISTORY not in registry.on_every:
            registry.on_every.extend([FILES, COMMENTS, SHARING, HISTORY])
        registry.common_rights[:] = RIGHTS
