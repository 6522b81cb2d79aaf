"""The demo company's prices and quotes: a list for everybody, one being prepared, and quotes in every state."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.approval.models import Request, Seat
from xianji.approval.requests.actions import approve as agree
from xianji.config.demo.acting import acting_as
from xianji.config.demo.company import Company
from xianji.config.demo.deals import prepare, talk
from xianji.config.demo.strategies import at
from xianji.kit import store
from xianji.lib import money
from xianji.planning.models import PriceItem, PriceList
from xianji.planning.prices import actions as prices
from xianji.sales.models import Opportunity, Quote, QuoteLine
from xianji.sales.negotiations.actions import agree as agree_on
from xianji.sales.quotes import actions
from xianji.sales.quotes.reckoning import renew

BREAKS = ((1, "1"), (5, "0.96"), (20, "0.92"))
"""From which quantity on which part of the list price."""
KITS = (4, 5)
"""Places of the products that are sold beside an instrument."""
STAGES = ("solution", "negotiation", "contract")
OFFERS: Sequence[dict[str, Any]] = (
    {"to": "draft", "discount": "0.04"}, {"to": "draft", "discount": "0.14", "retention": "0.1"},
    {"to": "approval", "discount": "0.11"}, {"to": "approval", "discount": "0.07", "freight": 1500},
    {"to": "approved", "discount": "0.06"}, {"to": "sent", "discount": "0.03", "left": 2},
    {"to": "sent", "discount": "0.1", "left": 20, "rebate": "0.02", "freight": 600, "agreed": "0.98"},
    {"to": "rejected", "discount": "0.02"}, {"to": "expired", "discount": "0.05", "left": 0},
    {"to": "accepted", "discount": "0.08", "agreed": "1"}, {"to": "again", "discount": "0.09"},
)  # fmt: skip


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    open_ones = Opportunity.unscoped.filter(stage__in=STAGES, customer__isnull=False)
    deals = list(open_ones.select_related("customer", "owner", "product").order_by("-opened_on", "pk")[: len(OFFERS)])
    for deal, offer in zip(deals, OFFERS, strict=False):
        quote = offered(told["prices"], deal, offer, company, pick)
        go_on(quote, offer["to"], told["prices"])
        if "agreed" in offer:
            negotiated(told["negotiation"], deal, quote, Decimal(offer["agreed"]))
    actions.lapse(timezone.localdate() + timedelta(days=1))


def listed(told: dict[str, Any], company: Company, _pick: Random) -> None:
    """The list that holds, with prices by quantity, and the one of next year still being written."""
    told = told["prices"]
    today = timezone.localdate()
    begins = today.replace(month=1, day=1)
    now = store.create(PriceList(
        name=told["now"] % {"year": today.year}, from_on=begins, on_cost=told["cost"], on_rivals=told["rivals"],
        on_demand=told["demand"],
    ))  # fmt: skip
    fill(now, company, Decimal(1), BREAKS)
    with acting_as(at("director")):
        prices.submit(now)
    answer(now)
    following = begins.replace(year=today.year + 1)
    new = store.create(PriceList(name=told["next"] % {"year": following.year}, from_on=following))
    fill(new, company, Decimal("1.03"), BREAKS[:1])


def fill(listing: PriceList, company: Company, factor: Decimal, breaks: Sequence[tuple[int, str]]) -> None:
    for product in company.products:
        for quantity, part in breaks:
            price = ((product.list_price or Decimal(0)) * Decimal(part) * factor).quantize(Decimal(10))
            store.create(PriceItem(price_list=listing, product=product, from_quantity=Decimal(quantity), price=price))


def offered(told: dict[str, Any], deal: Opportunity, offer: dict[str, Any], company: Company, pick: Random) -> Quote:
    """An instrument with its consumables and a calibration."""
    today = timezone.localdate()
    terms = {name: Decimal(str(offer[name])) for name in ("retention", "rebate", "freight") if name in offer}
    quote = store.create(Quote(
        customer=deal.customer, opportunity=deal, contact=deal.contact, owner=deal.owner, quoted_on=today - timedelta(days=3),
        valid_until=today + timedelta(days=offer.get("left", 25)), why=pick.choice(told["why"]), **terms,
    ))  # fmt: skip
    main = deal.product or company.products[0]
    rows = [(main, pick.randint(1, 4), offer["discount"]), *((company.products[n], pick.randint(1, 6), "0") for n in KITS)]
    for product, quantity, discount in rows:
        if product != main or discount != "0":
            part = Decimal(discount)
            store.create(QuoteLine(quote=quote, product=product, quantity=Decimal(quantity), discount=part, owner=deal.owner))
    renew(quote)
    return quote


def go_on(quote: Quote, to: str, told: dict[str, Any]) -> None:
    """Through its own verbs, by those whose turn it is."""
    if to == "draft":
        return
    with acting_as(quote.owner):
        actions.submit(quote)
    if to == "approval":
        return
    answer(quote)
    steps = {"approved": [], "accepted": [actions.send, actions.accept], "again": [actions.send, actions.revise]}
    with acting_as(quote.owner):
        for step in steps.get(to, [actions.send]):
            step(Quote.unscoped.get(pk=quote.pk))
        if to == "rejected":
            actions.decline(Quote.unscoped.get(pk=quote.pk), declined_because=told["declined"])


def negotiated(told: dict[str, Any], deal: Opportunity, quote: Quote, part: Decimal) -> None:
    """The talks about it ended at this part of what is quoted."""
    plan = prepare(deal, told, quote.net, is_begun=True)
    talk(plan, told)
    with acting_as(quote.owner):
        agree_on(plan, agreed_price=money.times(quote.net, part), memo=told["memo"])


def answer(record: Any) -> None:
    """Everybody who is asked agrees, one after the other."""
    while request := Request.unscoped.filter(about_label=record.label(), about_id=record.pk, state="pending").first():
        seat = Seat.objects.filter(request=request, state="open").select_related("person").order_by("pk").first()
        if seat is None:
            return
        with acting_as(seat.person):
            agree(request)
