"""A quote is written on the desk and on the phone: products picked, figures at once, sent and replaced by a version."""

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Quote


@pytest.mark.parametrize("width", [1440, 390])
def test_a_quote_is_written_sent_and_replaced(visit: Any, house: Cast, width: int) -> None:
    with acting(SYSTEM):
        make(Customer, name="Heron Works", owner=house.person("alice"))
        for sku, price in (("G1", 1200), ("G2", 8800)):
            make(Product, sku=sku, name=f"Gauge {sku}", list_price=Decimal(price), cost=Decimal(price) / 2)
    page = visit("alice", width=width)
    page.goto("/sales/quotes/new", wait_until="networkidle")
    if width == 390:
        assert page.locator(".form > section:not(.lines) .field:visible").count() <= 6
        page.locator("[data-all]").first.check()
    expect(page.get_by_role("combobox", name="Price list")).to_be_visible()
    page.get_by_role("combobox", name="Customer", exact=True).fill("heron")
    page.locator(".picks [aria-selected=true]", has_text="Heron Works").wait_for()
    page.keyboard.press("Enter")
    rows, told = page.locator("[data-lines] tbody tr"), page.locator(".reckoned")
    for place, (name, quantity, discount) in enumerate((("Gauge G1", "1000", "12%"), ("Gauge G2", "20", "5%"))):
        row = rows.nth(place)
        row.get_by_role("combobox").fill(name)
        page.locator(".picks:popover-open [aria-selected=true]", has_text=name).wait_for()
        page.keyboard.press("Tab")
        row.get_by_label("Quantity").fill(quantity)
        row.get_by_label("Discount").fill(discount)
    expect(told).to_contain_text("1,223,200.00")
    expect(told.locator(".level .l")).to_have_text("L2")
    assert "Supervisor" in told.inner_text() and fits(page)
    page.locator("[data-add-line]").click()
    expect(rows).to_have_count(4)
    added = rows.nth(3).get_by_role("combobox")
    added.fill("G1")
    page.locator(".picks:popover-open [role=option]", has_text="Gauge G1").wait_for()
    added.fill("")
    rows.nth(0).get_by_label("Discount").fill("3%")
    rows.nth(1).get_by_label("Discount").fill("0%")
    expect(told.locator(".level .l")).to_have_text("L0")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".fall").wait_for()
    quote = Quote.unscoped.get()
    assert (quote.net, quote.level) == (Decimal("1340000.00"), "L0")
    page.get_by_role("button", name="Submit for approval").click()
    page.get_by_role("button", name="Sent to the customer").click()
    page.get_by_role("button", name="Accepted").wait_for()
    page.get_by_role("button", name="New version").click()
    page.get_by_role("link", name="Open it").click()
    page.locator(".versions").wait_for()
    assert page.locator("h1").inner_text().endswith("-V2") and not page.complaints
