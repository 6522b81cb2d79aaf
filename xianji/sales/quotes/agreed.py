"""What was agreed in talks beside what is quoted: on the page of a negotiation its quotes, on that of a quote what was agreed."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor, money
from xianji.planning.prices import finding
from xianji.sales.negotiations.models import Negotiation
from xianji.sales.quotes.models import GONE, Quote

MOST = 5


class Quoted(Panel):
    """On a negotiation that ended with a price: what the quotes of its deal differ from it."""

    def open_on(self, record: Negotiation) -> bool:
        return record.agreed_price is not None and registry.resource_of(Quote).may(actor.current(), "view")

    def context(self, record: Negotiation, request: HttpRequest) -> dict[str, Any]:
        quotes = Quote.objects.filter(opportunity=record.opportunity_id).exclude(state__in=GONE).select_related("currency")
        return {"rows": [row(one, one, record.agreed_price) for one in quotes.order_by("-pk")[:MOST]]}


class Agreed(Panel):
    """On a quote: the price on which the last talks about its deal ended."""

    def open_on(self, record: Quote) -> bool:
        is_offered = record.opportunity_id is not None and record.state not in GONE
        return is_offered and registry.resource_of(Negotiation).may(actor.current(), "view")

    def context(self, record: Quote, request: HttpRequest) -> dict[str, Any]:
        talks = Negotiation.objects.filter(opportunity=record.opportunity_id, state=Negotiation.State.AGREED)
        found = talks.order_by("-ended_on", "-pk").first()
        return {"rows": [row(found, record, found.agreed_price)] if found else [], "is_quote": True}


def row(shown: Any, quote: Quote, agreed: Decimal | None) -> dict[str, Any]:
    """The net amount of the quote against the agreed price; another currency cannot be compared."""
    apart = money.minus(quote.net, agreed) if finding.is_own(quote.currency) and agreed is not None else None
    return {
        "name": str(shown), "href": registry.resource_of(type(shown)).address(shown.pk), "state": shown.get_state_display(),
        "state_tone": shown.tones.get(shown.state, ""), "agreed": writing.money(agreed), "net": writing.money(quote.net),
        "apart": told(apart), "tone": "" if apart is None else "warn" if apart else "ok",
    }  # fmt: skip


def told(apart: Decimal | None) -> str:
    """How far the quote lies above or below; a dash where that cannot be said."""
    if apart == 0:
        return _("No difference")
    return f"+{writing.money(apart)}" if apart is not None and apart > 0 else writing.money(apart)


QUOTED = Quoted("quoted", gettext_lazy("Agreed and quoted"), "sales/quotes/agreed.html", "main")
AGREED = Agreed("agreed", gettext_lazy("Agreed and quoted"), "sales/quotes/agreed.html", "main")
