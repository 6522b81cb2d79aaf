"""What went to a processor, and to all abroad this year, on the page of the register."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from xianji.approval.exports.models import ExportRequest
from xianji.customers.processors.abroad import WARN, year_of
from xianji.customers.processors.models import Processor
from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.rulebook.parameters.reading import value

SHOWN = 10


class Went(Panel):
    """The access log: exports that were fetched for this recipient, by whom and what for."""

    def context(self, record: Processor, request: HttpRequest) -> dict[str, Any]:
        rows = ExportRequest.objects.filter(recipient_id=record.pk, state=ExportRequest.State.FETCHED)
        rows = rows.select_related("owner").order_by("-pk")[:SHOWN]
        address = registry.resource_of(ExportRequest).address
        return {"rows": [{"export": one, "href": address(one.pk)} for one in rows]}


class Abroad(Panel):
    """Only where the data leave the country."""

    def open_on(self, record: Processor) -> bool:
        return record.is_abroad

    def context(self, record: Processor, request: HttpRequest) -> dict[str, Any]:
        year = year_of(timezone.localdate())
        return {"year": year, "near": writing.percent(value(WARN), 0)}


WENT = Went("went", gettext_lazy("What was given to them"), "customers/went.html", "main")
ABROAD = Abroad("abroad", gettext_lazy("Persons whose data went abroad"), "customers/abroad.html", "rail")
