"""A price list's life: finance agrees, it holds from its first day on, and ends."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable, overtake, standing
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.catalog.products.models import Product
from xianji.kit import sets
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.kit.said import named, sentence
from xianji.planning.prices import finding, rules
from xianji.planning.prices.models import PriceItem, PriceList

State = PriceList.State
CHAIN = [stage(role("FIN"), days=2, late=UPWARDS)]
GUARDED = ("name", "currency", "with_tax", "channel", "size_class", "from_on")


@action(PriceList, when=State.DRAFT, then=State.REVIEW, label=gettext_lazy("Submit for approval"), icon="send", primary=True)
def submit(prices: PriceList, *, by: Any) -> None:
    """Ask finance, who compares with the costs."""
    if not PriceItem.unscoped.filter(price_list=prices, deleted_at=None).exists():
        raise Refused(_("This list has no prices yet. Add what it is about first."))
    must_be_the_only_one(prices)
    facts = ("name", "currency", "from_on", "to_on")
    ask(prices, CHAIN, yes=approve, no=give_back, by=by, facts=facts, subject=gettext_noop("Price list"))


@action(PriceList, when=State.REVIEW, then=State.EFFECTIVE, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(prices: PriceList, *, by: Any) -> None:
    """It holds from its first day on."""
    must_be_the_only_one(prices)
    prices.effective_on = timezone.localdate()


@action(PriceList, when=State.REVIEW, then=State.DRAFT, label=gettext_lazy("Give back"), only_through=approval)
def give_back(prices: PriceList, *, by: Any) -> None:
    """It may be worked on again."""


@action(PriceList, when=State.EFFECTIVE, label=gettext_lazy("Let it end"), icon="calendar-off", letter="A")
def end(prices: PriceList, *, by: Any, to_on: date) -> None:
    """Its last day; the next list begins the day after."""
    prices.to_on = to_on


@action(PriceList, when=State.EFFECTIVE, then=State.DRAFT, label=gettext_lazy("Take out of force"), icon="arrow-back-up",
        letter="A", danger=True)  # fmt: skip
def take_back(prices: PriceList, *, by: Any, why: str) -> None:
    """It was wrong: from now on nothing is offered by it, and what was offered by it and not sent yet is not sent. What
    finance agreed to is agreed no longer, so that it can be put right."""
    prices.effective_on = None
    for request in standing(prices.label(), [prices.pk]).values():
        overtake(request)


def must_be_the_only_one(prices: PriceList) -> None:
    """One price a product, day and scope; the products are held, so that of two lists agreed to at once one is refused."""
    own = PriceItem.unscoped.filter(price_list=prices, deleted_at=None).values("product")
    list(Product.unscoped.select_for_update(of=("self",), no_key=True).filter(pk__in=own).order_by("pk").values_list("pk"))
    others = PriceList.unscoped.filter(
        finding.in_currency(prices.currency), state=State.EFFECTIVE, deleted_at=None, channel=prices.channel,
        size_class=prices.size_class,
    ).exclude(pk=prices.pk)  # fmt: skip
    there = [one for one in others if rules.overlap((prices.from_on, prices.to_on), (one.from_on, one.to_on))]
    twice = PriceItem.unscoped.filter(price_list__in=there, deleted_at=None, product__in=own)
    if found := twice.select_related("product", "price_list").order_by("pk").first():
        told = {"product": found.product, "list": found.price_list}
        raise Refused(_("“%(product)s” has a price on these days in “%(list)s”. Let that list end first.") % told)


def close_ended(on: date) -> int:
    """Lists whose last day is over. Returns how many."""
    over = PriceList.unscoped.filter(state=State.EFFECTIVE, to_on__lt=on, deleted_at=None)
    reason = sentence(named(PriceList.by_itself[State.EXPIRED]))
    return sets.change_many(over, {"state": State.EXPIRED}, verb="change", source="job", reason=reason)


approvable(PriceList, guarded=GUARDED)
