"""The score sheet on the page of its assessment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.risk.assessments.sheet import told

SEE = "risk.see_score"


class SheetPanel(Panel):
    def open_on(self, record: Any) -> bool:
        return actor.current().may(SEE)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        return {"sheet": told(record)}


SHEET = SheetPanel("sheet", _("Score sheet"), "risk/sheet_panel.html", "main")
