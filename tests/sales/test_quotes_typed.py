"""What people type into a quote: figures that make no sense are named and never break it, and list and lines change together."""

from datetime import date
from decimal import Decimal

import pytest

from tests.making import make
from tests.sales.test_quotes import quoted
from xianji.catalog.models import Product
from xianji.planning.models import PriceItem, PriceList
from xianji.sales.models import Quote, QuoteLine

__all__ = ["quoted"]


@pytest.fixture
def typed(cast, quoted, client):
    """`typed("/sales/quotes/new", discount="5%")`: three gauges of alice's, as the browser sends them."""
    client.force_login(cast.users["alice"])

    def send(path, **more):
        sent = {"customer": f"#{quoted.customer.pk}", "quoted_on": "2026-11-01", "valid_until": "2026-12-20", "days": "30",
                "lines-0-product": "G1", "lines-0-quantity": "3", "lines-0-discount": ""}  # fmt: skip
        return client.post(path, {**sent, **more})

    return send


def test_figures_that_make_no_sense_are_named_and_never_break_the_form(typed, quoted):
    assert typed("/sales/quotes/new").status_code == 302
    assert Quote.unscoped.get().net == 300, "an empty discount is none"
    for name, value in (("freight", "-4"), ("discount", "150%"), ("rebate", "-1"), ("retention", "3"), ("days", "x"), ("valid_until", "2026-10-01")):
        answer = typed("/sales/quotes/reckon", **{name: value})
        assert answer.status_code == 200 and "300.00" in answer.content.decode(), (name, value)
    assert "Less than nothing cannot be borne" in typed("/sales/quotes/reckon", freight="-4").content.decode()
    Product.unscoped.filter(pk=quoted.product.pk).update(list_price=Decimal(600_000))
    for path, status in (("/sales/quotes/reckon", 200), ("/sales/quotes/new", 422)):
        answer = typed(path, **{"lines-0-quantity": "99999999999999"})
        assert answer.status_code == status and "more than can be reckoned" in answer.content.decode()


def test_list_and_lines_change_together(typed, quoted):
    quote = quoted("0.05")
    line = QuoteLine.unscoped.get(quote=quote)
    prices = make(PriceList, name="Big", from_on=date(2026, 1, 1))
    make(PriceItem, price_list=prices, product=make(Product, sku="G2", name="Other"), price=Decimal(40))
    PriceList.unscoped.filter(pk=prices.pk).update(state="effective")
    answer = typed(f"/sales/quotes/{quote.pk}/edit", version=quote.version, price_list=f"#{prices.pk}", **{
        "lines-0-id": line.pk, "lines-0-version": line.version, "lines-0-product": "G2", "lines-0-quantity": "2"})  # fmt: skip
    assert answer.status_code == 302, "the old product has no price in the new list, and need not"
    assert Quote.unscoped.get(pk=quote.pk).net == 80


def test_prices_with_tax_have_floors_with_tax(quoted):
    prices = make(PriceList, name="Gross", from_on=date(2026, 1, 1), with_tax=True)
    make(PriceItem, price_list=prices, product=quoted.product, price=Decimal(113), floor=Decimal("107.35"))
    PriceList.unscoped.filter(pk=prices.pk).update(state="effective")
    line = QuoteLine.unscoped.get(quote=quoted("0.05"))
    assert (line.price, line.floor) == (95, 95), "113 and 107.35 without the 13 %"
