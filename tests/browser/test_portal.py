"""A customer's own page before a browser: given by a colleague, read and asked on by a customer's thumb, answered for on the desk."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import findings, fits, sound
from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.customers.webforms import rules as ages
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Order, OrderLine, PageRequest, Quote, Receivable


@pytest.fixture
def lanterns(house: Cast, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """A small customer of alice's with something of each kind; a test writes faster than people do."""
    monkeypatch.setattr(ages, "QUICKEST", 0)
    alice, today = house.person("alice"), timezone.localdate()
    with acting(SYSTEM):
        customer = make(Customer, name="Lanterns of the North and South", size_class="small", state="active", owner=alice)
        gauge = make(Product, sku="G1", name="Gauge", list_price=Decimal(100))
        order = make(Order, customer=customer, owner=alice)
        make(OrderLine, order=order, product=gauge, name="Gauge for water", quantity=Decimal(2), price=Decimal(100), owner=alice)
        Order.unscoped.filter(pk=order.pk).update(state="confirmed", delivery="partly", gross=226, shipped=113)
        make(Receivable, customer=customer, owner=alice, amount=Decimal(500), issued_on=today - timedelta(days=60), due_on=today)
        quote = make(Quote, customer=customer, owner=alice)
        Quote.unscoped.filter(pk=quote.pk).update(state="sent", sent_on=today, gross=339)
    return customer


def test_from_the_address_to_the_quote_that_is_due(visit: Callable[..., Any], lanterns: Customer) -> None:
    alice = visit("alice")
    alice.goto(f"/customers/customers/{lanterns.pk}?tab=own_page", wait_until="networkidle")
    sound(alice)
    alice.get_by_role("link", name="Give it a page", exact=True).click()
    alice.locator("dialog button[type=submit], #verb button[type=submit], .sheet-form button[type=submit]").first.click()
    alice.wait_for_load_state("networkidle")
    alice.goto(f"/customers/customers/{lanterns.pk}?tab=own_page", wait_until="networkidle")
    address = alice.get_by_label("Secret address").input_value()
    assert alice.locator("img.qr").evaluate("one => one.complete && one.naturalWidth > 0")
    sound(alice)
    for width, theme, language in ((390, "light", "en"), (1440, "dark", "zh-hans")):
        customer = visit("alice", width=width, theme=theme, language=language, scripts=False)
        customer.context.clear_cookies()
        customer.emulate_media(color_scheme=theme)
        customer.goto(f"{address}?lang={language}", wait_until="networkidle")
        assert fits(customer)
        high = customer.locator("a:visible, button:visible, summary:visible").evaluate_all(
            "found => found.filter(one => one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"
        )
        assert high == []
        customer.locator(".again summary").first.click()
        assert fits(customer)
        customer.locator(".again textarea").first.fill(f"Three {width}")
        customer.locator(".again button").first.click()
        customer.locator(".said").wait_for()
        assert fits(customer) and customer.context.cookies() == [] and not customer.complaints
    asked = PageRequest.objects.order_by("pk").first()
    assert PageRequest.objects.count() == 2 and asked.words == "Three 390" and asked.order is not None
    alice.goto(f"/sales/quotes/{asked.quote_id}", wait_until="networkidle")
    alice.get_by_text("Three 390").wait_for()
    sound(alice)
    narrow = visit("alice", width=390, theme="dark", language="zh-hans")
    narrow.goto(f"/customers/customers/{lanterns.pk}?tab=own_page", wait_until="networkidle")
    sound(narrow, "dark")


def test_everybody_can_read_it_also_where_it_is_closed(visit: Callable[..., Any], lanterns: Customer) -> None:
    """With scripts, which only the look at it needs."""
    from xianji.sales.models import CustomerPage
    from xianji.sales.portal.actions import give_page

    with acting(SYSTEM):
        give_page(lanterns)
    page = visit("alice", width=390)
    for path in (CustomerPage.objects.get().path, "/p/wrong"):
        page.goto(path, wait_until="networkidle")
        for one in page.locator("details").all():
            one.evaluate("one => one.open = true")
        assert fits(page) and findings(page) == []
        page.emulate_media(color_scheme="dark")
        assert findings(page, "dark") == []
        page.emulate_media(color_scheme="light")
    assert all("404" in one for one in page.complaints)
