"""What stands on a quote's page: what is offered, who must agree and why, where the price goes, how versions differ."""

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import money
from xianji.org.company.settled import company
from xianji.sales.quotes import authority, comparing, documents, reading, told
from xianji.sales.quotes.agreed import AGREED
from xianji.sales.quotes.models import GONE, Quote


class Offered(Panel):
    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        lines = reading.lines_of(record)
        totals = told.as_stored(record, lines)
        resource = registry.resource_of(Quote)
        words = money.spoken(record.gross) if lines and str(record.currency or company().currency) == "CNY" else ""
        return {
            "rows": told.rows(record, lines, totals), "taxes": told.taxes(totals), "kinds": told.kinds(record, totals),
            "totals": totals, "currency": str(record.currency or ""), "words": words,
            "edit_href": f"{resource.address(record.pk)}/edit" if record.is_open else "",
            "documents": documents.offered(resource.address(record.pk)) if lines else [],
        }  # fmt: skip


class Authority(Panel):
    """Which level it needs, with everything that asks for it."""

    def open_on(self, record: Any) -> bool:
        return record.state in (Quote.State.DRAFT, Quote.State.APPROVAL, Quote.State.APPROVED)

    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        lines = reading.lines_of(record)
        if not lines:
            return {"need": None}
        totals = told.as_stored(record, lines)
        need = authority.needed(totals, authority.terms_of(record, totals.net, authority.allowed_days(record)), record.quoted_on)
        return {"need": need, "tone": told.tone(need.level), "reasons": told.reasons(need), "chain": told.chain(need, set())}


class Waterfall(Panel):
    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        lines = reading.lines_of(record)
        if not lines:
            return {"bars": []}
        totals = told.as_stored(record, lines)
        return {"bars": told.fall(record, totals), "margin": told.pocket_margin(record, totals)}


class Versions(Panel):
    """All versions of a quote side by side, the newest last; what differs from the one before is marked."""

    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        return comparing.compared(record) if record.edition > 1 or record.state in GONE else {"heads": []}


class Newer(Panel):
    """First on the page of a version that was replaced."""

    def open_on(self, record: Any) -> bool:
        return record.state in GONE

    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        newer = comparing.newer(record)
        return {"newer": newer, "href": registry.resource_of(Quote).address(newer.pk) if newer else ""}


PANELS = [
    Newer("newer", gettext_lazy("Newer version"), "sales/quotes/newer.html", "next"),
    Offered("offered", gettext_lazy("What is offered"), "sales/quotes/offered.html", "main"),
    AGREED,
    Waterfall("waterfall", gettext_lazy("Where the price goes"), "sales/quotes/waterfall.html", "main"),
    Versions("versions", pgettext_lazy("quote", "Versions"), "sales/quotes/versions.html", "main"),
    Authority("authority", gettext_lazy("Who must agree"), "sales/quotes/authority.html"),
]
