"""The score sheet on the page of its assessment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.risk.assessments.sheet import told

RATING = "risk.see_rating"


class SheetPanel(Panel):
    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        return {"sheet": told(record)}


SHEET = SheetPanel("sheet", _("Score sheet"), "risk/sheet_panel.html", "main")
