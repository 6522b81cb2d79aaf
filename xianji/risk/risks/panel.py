"""The open risks about a record, given to deals, contracts and receivables by the chapter that has them."""

from typing import Any

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.risk.risks.models import Risk


class RisksAbout(Panel):
    """They come late, so that the page asks nothing for them."""

    def open_on(self, record: Any) -> bool:
        return record.deleted_at is None and actor.current().may(f"{Risk.label()}.view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        return {"href": f"/risk/risks/of/{record.label()}/{record.pk}"}


RISKS = RisksAbout("risks_about", Risk._meta.verbose_name_plural, "workspace/tasks/panel.html")
