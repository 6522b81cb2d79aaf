"""Scenario A7: a quote is reckoned to the cent, asked about as far up as its terms need, sent and accepted; and what may go on
without being asked about again."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve as agree
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.kit import store, verbs
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.actors import actor_of
from xianji.org.models import Assignment, Person, Role, Unit, User
from xianji.planning.models import PriceItem, PriceList
from xianji.planning.prices.actions import submit
from xianji.sales.models import Opportunity, Quote, QuoteLine
from xianji.sales.quotes import actions, rules
from xianji.sales.quotes.reckoning import renew

PEOPLE = {"陈一": ("team", "REP"), "马主管": ("team", "SUP"), "何经理": ("east", "RM"), "林总监": ("company", "SD")}
GOODS = {"SB-100": ("1200", "620", "goods", "standard"), "SB-G10": ("8800", "4900", "goods", "standard"),
         "SVC-1Y": ("60000", "22000", "service", "service")}  # fmt: skip


@pytest.fixture
def clock(monkeypatch, settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    at = lambda text: timezone.make_aware(datetime.fromisoformat(f"2026-{text}"))  # noqa: E731
    return lambda text: monkeypatch.setattr("django.utils.timezone.now", lambda: at(text))


@pytest.fixture
def house(cast, clock):
    """A team with its superiors, the list of prices, and the deal with the customer."""
    clock("07-27T10:00")
    made = {}
    with actor.acting(SYSTEM):
        units = {"company": cast.company, "east": cast.east,
                 "team": store.create(Unit(name="华东一部", kind="team", parent=cast.east))}  # fmt: skip
        for name, (place, role) in PEOPLE.items():
            made[name] = store.create(Person(name=name, unit=units[place], email=f"p{len(made)}@stars.example"))
            user = User.objects.create_user(f"q{len(made)}", made[name].email, "a long word for tests", person=made[name])
            Assignment.objects.create(user=user, role=Role.unscoped.get(code=role))
        Assignment.objects.filter(user=cast.users["erin"]).delete()
        prices = make(PriceList, name="2026", from_on=date(2026, 1, 1))
        for sku, (price, cost, kind, tax) in GOODS.items():
            made[sku] = make(Product, sku=sku, name=sku, list_price=Decimal(price), cost=Decimal(cost), kind=kind, tax_category=tax)
            make(PriceItem, price_list=prices, product=made[sku], price=Decimal(price))
    with acting(made["林总监"]):
        submit(prices)
    with cast.acting("grace"):
        agree(Request.unscoped.get(about_label="planning.pricelist"))
    with actor.acting(SYSTEM):
        customer = make(Customer, name="甲木重工(虚构)", owner=made["陈一"])
        made["deal"] = make(Opportunity, name="四百只传感器", customer=customer, owner=made["陈一"])
    return {**made, "customer": customer}


def acting(one):
    return actor.acting(actor_of(User.objects.get(person=one)))


def offered(house, **terms):
    """As the form stores it."""
    quote = verbs.create(Quote, {"customer": house["customer"], "opportunity": house["deal"], **terms})
    for sku, quantity, discount in (("SB-100", 1000, "0.12"), ("SB-G10", 20, "0.12"), ("SVC-1Y", 1, "0")):
        store.create(QuoteLine(quote=quote, product=house[sku], quantity=quantity, discount=Decimal(discount), owner_id=quote.owner_id))
    renew(quote)
    return fresh(quote)


def fresh(quote):
    return Quote.unscoped.get(pk=quote.pk)


def answered(quote, *people):
    """Each in turn agrees; returns who was asked."""
    for one in people:
        request = Request.unscoped.get(about_label="sales.quote", about_id=quote.pk, state="pending")
        assert request.step_name == one.name
        with acting(one):
            agree(request)
    return fresh(quote)


def test_a_quote_is_made_to_the_cent(house, clock):
    with acting(house["陈一"]):
        quote = offered(house)
        assert (quote.number, quote.level) == ("QT-202607-0001-V1", "L2"), "12 % is for the regional manager"
        quote = verbs.change(quote, {"retention": Decimal("0.10")})
    assert [str(getattr(quote, name)) for name in ("list_amount", "net", "tax", "gross", "cost")] == [
        "1436000.00", "1270880.00", "161014.40", "1431894.40", "740000.00"]  # fmt: skip
    assert (str(quote.reduction), str(quote.margin), quote.level) == ("0.114986", "0.417726", "L3")
    lines = QuoteLine.unscoped.filter(quote=quote).order_by("pk")
    assert [str(one.net) for one in lines] == ["1056000.00", "154880.00", "60000.00"]
    assert sum(one.tax for one in lines) == quote.tax and [str(one.floor) for one in lines][0] == "861.1200"
    with acting(house["陈一"]):
        actions.submit(quote)
        with pytest.raises(Refused):
            verbs.change(fresh(quote), {"discount": Decimal("0.05")})
    quote = answered(quote, house["马主管"], house["何经理"], house["林总监"])
    assert (quote.state, quote.approved_on) == ("approved", date(2026, 7, 27))
    with acting(house["陈一"]):
        actions.send(quote)
        actions.accept(quote)
        other = offered(house)
        actions.submit(other)
    other = answered(other, house["马主管"], house["何经理"])
    with acting(house["陈一"]):
        actions.send(other)
        with pytest.raises(Refused):
            actions.accept(fresh(other))
    assert fresh(other).state == "sent"


def test_what_hardly_changes_is_not_asked_about_again(house, clock):
    with acting(house["陈一"]):
        first = offered(house)
        actions.submit(first)
    answered(first, house["马主管"], house["何经理"])
    for least, state in ((950, "approved"), (850, "approval")):
        with acting(house["陈一"]):
            actions.revise(fresh(first))
            second = Quote.unscoped.get(follows=first)
            assert (second.number, second.net, fresh(first).state) == (first.number[:-1] + str(second.edition), first.net, "superseded")
            line = QuoteLine.unscoped.filter(quote=second).order_by("pk").first()
            line.quantity = Decimal(least)
            store.change(line)
            renew(second)
            actions.submit(fresh(second))
        second = fresh(second)
        assert second.state == state, "a tenth less is the most"
        first = second
    clock("09-01T10:00")
    with actor.acting(SYSTEM):
        assert actions.lapse(date(2026, 9, 1)) == 0, "what is asked about does not lapse"


def test_discounts_multiply_and_the_pocket_is_what_stays():
    assert rules.one_after_the_other((Decimal("0.10"), Decimal("0.05"))) == Decimal("0.145")
    kept = rules.waterfall(Decimal("1436000"), Decimal("1270880"), goods=Decimal("1210880"), rebate=Decimal("0.02"),
                           freight=Decimal(8000), cost=Decimal("740000"))  # fmt: skip
    assert (str(kept.rebate), str(kept.pocket)) == ("24217.60", "1238662.40")
    assert (str(kept.left), str(kept.margin)) == ("498662.40", "0.402581")
    assert rules.waterfall(Decimal(365), Decimal(365), days=30, capital=Decimal("0.10")).financing == 3
