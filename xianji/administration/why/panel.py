"""“Why can I see this?”: behind the last tab of every record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.records.tabs import TRACES
from xianji.lib import actor
from xianji.org.reasons import why


class Why(Panel):
    """The reasons, in words; asked only when the tab is open."""

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        return {"reasons": why(record, actor.current())}


WHY = Why("why", _("Why can I see this?"), "administration/why.html", "tab", fold=TRACES, order=3)


def connect() -> None:
    if WHY not in registry.on_every:
        registry.on_every.append(WHY)
