"""On a customer: its own page with who opened it and what was asked; on a quote: what the customer wrote."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.tabs import TRADE
from xianji.kit import registry
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.portal.actions import OURS, give_page, pages_of
from xianji.sales.portal.models import PageOpening, PageRequest
from xianji.sales.portal.reading import state_of
from xianji.sales.quotes.models import Quote

OPENINGS, ASKED = 8, 8


class OwnPage(Panel):
    """Only for those who may give it: whoever has the address reads everything."""

    def open_on(self, record: Any) -> bool:
        return Holding(record, actor.current()).may(give_page.needed)

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """Four statements."""
        page = pages_of(record).select_related("made_by").order_by("-pk").first()
        openings = PageOpening.objects.filter(page__customer=record)
        rows = PageRequest.objects.filter(customer=record).select_related("quote", "order").order_by("-at", "-pk")[:ASKED]
        quotes = registry.resource_of(Quote)
        return {
            "page": page, "url": request.build_absolute_uri(page.path) if page else "", "is_ours": record.state in OURS,
            "here": f"/customers/customers/{record.pk}", "count": openings.count(),
            "openings": [one.at for one in openings.order_by("-at")[:OPENINGS]],
            "rows": [
                {"one": one, "state": state_of(one.quote), "href": quotes.address(one.quote_id) if one.quote_id else ""}
                for one in rows
            ],
        }  # fmt: skip


class Wished(Panel):
    """Only on drafts that somebody asked for, so that no other quote is read twice."""

    def open_on(self, record: Quote) -> bool:
        return record.asked_on is not None and record.is_open

    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        return {"asked": PageRequest.objects.filter(quote=record).select_related("order").first()}


OWN_PAGE = OwnPage("own_page", _("Customer's own page"), "sales/portal/own.html", "tab", fold=TRADE, order=9)
WISHED = Wished("wished", _("Asked for on the customer's page"), "sales/portal/wished.html", "next")
