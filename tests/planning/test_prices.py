"""Which list holds, what a product costs from which quantity on, and that no product has two prices on one day."""

from datetime import date
from decimal import Decimal

import pytest

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve
from xianji.catalog.models import Currency, Product
from xianji.kit import store, verbs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org.company.settled import company
from xianji.planning.models import PriceItem, PriceList
from xianji.planning.prices import finding, rules
from xianji.planning.prices.actions import close_ended, end, submit, take_back

BREAKS = [rules.Break(Decimal(least), Decimal(price)) for least, price in ((1, 100), (10, 90), (100, 80))]


def test_rules():
    assert [found and found.price for found in (rules.for_quantity(BREAKS, Decimal(n)) for n in ("0.5", "1", "9.9999", "10", "500"))] == [None, 100, 100, 90, 80]
    assert rules.floor(Decimal(620), Decimal("0.28")) == Decimal("861.12"), "861.111… is rounded up"
    assert rules.floor(Decimal("72"), Decimal("0.28")) == 100
    assert rules.without_tax(Decimal("113"), Decimal("0.13")) == 100
    lists = [rules.Scope(1, date(2026, 1, 1)), rules.Scope(2, date(2026, 1, 1), "direct"), rules.Scope(3, date(2026, 1, 1), "", "large"),
             rules.Scope(4, date(2026, 3, 1)), rules.Scope(5, date(2026, 1, 1), "agent", "large")]  # fmt: skip
    chosen = [rules.choose(lists, channel, size).pk for channel, size in (("direct", "large"), ("direct", ""), ("online", ""), ("agent", "large"))]
    assert chosen == [3, 2, 4, 5]


@pytest.fixture
def listed(cast):
    """`listed("A", to_on=…)`: a list with one price of the product, submitted by the director; finance has to agree."""
    product = make(Product, name="Gauge", cost=Decimal(50))

    def made(name, *, agreed=True, price=100, **values):
        with cast.acting("erin"):
            prices = store.create(PriceList(name=name, **values))
            store.create(PriceItem(price_list=prices, product=product, price=Decimal(price)))
            submit(prices)
        if agreed:
            with cast.acting("grace"):
                approve(Request.unscoped.get(about_id=prices.pk, about_label="planning.pricelist", state="pending"))
        return PriceList.unscoped.get(pk=prices.pk)

    made.product = product
    return made


def test_finance_agrees_and_one_list_holds_at_a_time(cast, listed):
    first = listed("First", from_on=date(2026, 1, 1), to_on=date(2026, 6, 30))
    assert first.state == "effective"
    with pytest.raises(Refused, match="First"):
        listed("Second", from_on=date(2026, 6, 30))
    large = listed("Large ones", from_on=date(2026, 6, 1), size_class="large", price=95)
    second = listed("Second", from_on=date(2026, 7, 1))
    days = [(date(2026, 6, 30), ""), (date(2026, 7, 1), ""), (date(2026, 7, 1), "large"), (date(2025, 1, 1), "")]
    assert [finding.list_for(size, on) for on, size in days] == [first, second, large, None]
    assert finding.breaks_of(large, [listed.product.pk])[listed.product.pk][0].price == 95
    with cast.acting("erin"), pytest.raises(Refused, match="draft"):
        item = PriceItem.objects.get(price_list=second)
        item.price = Decimal(1)
        store.change(item)
    with cast.acting("alice"), pytest.raises(NotPermitted):
        end(second, to_on=date(2030, 1, 1))
    with cast.acting("erin"):
        end(second, to_on=date(2030, 1, 1))
        assert close_ended(date(2030, 1, 1)) == 1, "that of the first half-year"
        assert close_ended(date(2030, 1, 2)) == 1
    assert PriceList.unscoped.get(pk=second.pk).state == "expired" and finding.holds(second, date(2029, 1, 1))
    with cast.acting("erin"):
        take_back(large, why="A digit too many")
    assert finding.list_for("large", date(2026, 7, 1)) == second


def test_what_finance_was_asked_about_ends_earlier_never_later(cast, listed):
    first, second = listed("First", from_on=date(2026, 1, 1), to_on=date(2099, 6, 30)), listed("Second", from_on=date(2099, 7, 1))
    with cast.acting("erin"):
        for change in (lambda day: end(first, to_on=day), lambda day: verbs.change(PriceList.unscoped.get(pk=first.pk), {"to_on": day})):
            for day in (date(2099, 7, 1), date(2026, 1, 2)):
                with pytest.raises(Refused, match="to_on"):
                    change(day)
        end(first, to_on=date(2099, 6, 29))
        end(second, to_on=date(2099, 12, 31))
    third = listed("Third", agreed=False, from_on=date(2100, 1, 1), to_on=date(2100, 6, 30))
    with cast.acting("erin"):
        with pytest.raises(Refused, match="to_on"):
            verbs.change(third, {"to_on": None})
        take_back(PriceList.unscoped.get(pk=first.pk), why="A digit too many")
        verbs.change(PriceList.unscoped.get(pk=first.pk), {"from_on": date(2026, 2, 1)})
    listed("What is put right holds no place", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31))


def test_a_list_in_another_currency_is_chosen_by_hand(cast, listed):
    own, other = (make(Currency, code=code) for code in (company().currency, "XTS"))
    first = listed("First", from_on=date(2026, 1, 1))
    listed("Abroad", from_on=date(2026, 3, 1), currency=other)
    assert finding.list_for("", date(2026, 6, 1)) == first
    with pytest.raises(Refused, match="First"):
        listed("The same currency, named", from_on=date(2026, 3, 1), currency=own)
