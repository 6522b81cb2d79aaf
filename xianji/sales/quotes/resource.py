"""How quotes are shown; their lines are rows of theirs and open no door of their own."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import TRADE
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.negotiations.models import Negotiation
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.tabs import OFFERS
from xianji.sales.quotes.actions import accept, approve, decline, give_back, offer_again, revise, send, submit
from xianji.sales.quotes.agreed import QUOTED
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.quotes.panels import PANELS
from xianji.sales.quotes.reckoning import renew

State = Quote.State
TYPED = ["product", "quantity", "discount", "note"]
BRIEF = ["number", "net", "valid_until", "state"]


class QuoteLineResource(LineResource):
    """So much of a product at a price."""

    model = QuoteLine
    icon = "list-details"
    of = "quote"
    typed = TYPED
    more = ["list_price", "price", "net", "tax_rate", "tax", "cost", "floor"]
    guarded = {"cost": "catalog.see_cost", "floor": "planning.see_floor"}
    columns = ["product", "quote", "quantity", "list_price", "discount", "price", "net"]
    filters = ["quote", "owner"]
    files = comments = marks = False
    rights = {"REP CS LEG": "R p", "SUP RM": "R b", "SD FIN EXE": "R a"}


class QuoteResource(Resource):
    """What we offer customers, at which price and until when."""

    model = Quote
    icon = "file-invoice"
    on_phone = True
    purpose = _("What we offer a customer: prices from the list, who must agree, and until when it holds.")
    sections = {
        pgettext_lazy("sale", "Quote"): [
            "customer", "opportunity", "contact", "price_list", "asked_on", "quoted_on", "valid_until", "owner",
        ],
        _("Terms"): ["terms", "days", "discount", "retention", "freight", "rebate", "why"],
        _("Figures"): ["number", "state", "list_amount", "reduction", "net", "tax", "gross", "cost", "margin", "level"],
        _("Outcome"): ["approved_on", "sent_on", "answered_on", "declined_because"],
    }  # fmt: skip
    facts = ["customer", "owner", "net", "gross", "margin", "level", "valid_until"]
    fixed = ["number", "state", "level"]
    guarded = {"cost": "catalog.see_cost", "margin": "sales.see_margin"}
    guards = {"sales.see_margin": "RM SD FIN EXE"}
    columns = ["number", "customer", "net", "reduction", "margin", "level", "valid_until", "state", "owner"]
    filters = ["state", "owner", "customer", "opportunity", "net", "valid_until"]
    search = ["number"]
    imports = []
    depends = {"contact": "customer", "opportunity": "customer"}
    dates = ["valid_until"]
    agenda = {"valid_until": "state=approved,sent"}
    lines = {"lines": TYPED}
    stages = [State.DRAFT, State.APPROVAL, State.APPROVED, State.SENT, State.ACCEPTED]
    panels = PANELS
    template = {"form": "sales/quotes/form.html"}
    actions = [submit, approve, give_back, send, accept, decline, revise, offer_again]
    on = {
        Customer: [RelatedList(model=Quote, via="customer", columns=BRIEF, place="tab", fold=TRADE, order=2)],
        Opportunity: [RelatedList(model=Quote, via="opportunity", columns=BRIEF, place="tab", fold=OFFERS, order=2)],
        Negotiation: [QUOTED],
    }
    rights = {
        "REP": "CRU s", "SUP RM": "RA b", "SD": "RAX a", "CS LEG": "R p", "FIN EXE": "RA a",
    }  # fmt: skip

    @cached_property
    def asked_first(self) -> list[str]:
        """What is offered are its rows, so it begins on a page of its own, not in a dialog over the list."""
        return []

    def lined(self, record: Any) -> None:
        renew(record)
