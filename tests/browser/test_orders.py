"""An order on its way, before a browser: typed line by line, held and released, planned in part, shipped, taken with a defect and a
photograph of the slip; at both widths."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.catalog.models import Product, Uom
from xianji.customers.models import Customer
from xianji.kit.files.models import Attachment
from xianji.sales.models import Delivery, Order, OrderLine

SLIP = {"name": "slip.png", "mimeType": "image/png", "buffer": bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)}  # fmt: skip


@pytest.fixture
def firm(house: Cast) -> Customer:
    pieces = make(Uom, code="pcs", name="pieces")
    for sku, price in (("SB-100", "1056"), ("SB-G10", "7744")):
        make(Product, sku=sku, name=f"{sku} sensor", list_price=price, cost=price, uom=pieces)
    return make(Customer, name="Heron Works", owner=house.person("alice"))


def seen(page: Any, name: str) -> None:
    """Kept where somebody wants to look at it."""
    if place := os.environ.get("XIANJI_SHOTS"):
        page.screenshot(path=f"{place}/{name}.png", full_page=False)
    assert fits(page), name


@pytest.mark.parametrize("width", [390])
def test_an_order_on_its_way(visit: Callable[..., Any], house: Cast, firm: Customer, width: int) -> None:
    alice = visit("alice", width=width)
    alice.goto(f"/sales/orders/new?customer={firm.pk}&all=1", wait_until="networkidle")
    for name, text in {"lines-0-product": "SB-100 sensor", "lines-0-quantity": "400", "lines-1-product": "SB-G10 sensor",
                       "lines-1-quantity": "20", "promised_on": f"{timezone.localdate()}"}.items():  # fmt: skip
        alice.locator(f"[name={name}]").fill(text)
    seen(alice, f"form-{width}")
    alice.locator("form button[data-v=primary]").last.click()
    alice.get_by_text("Created: SO-").first.wait_for()
    order = Order.unscoped.get()
    assert f"{order.gross}" == "652326.40"

    bob = visit("bob", width=width)
    bob.goto(f"/sales/orders/{order.pk}", wait_until="networkidle")
    bob.get_by_role("button", name="Confirm").first.click()
    bob.get_by_text("On hold:").first.wait_for()
    seen(bob, f"held-{width}")
    grace = visit("grace", width=width)
    grace.goto(f"/sales/orders/{order.pk}", wait_until="networkidle")
    grace.get_by_role("link", name="Release").first.click()
    grace.get_by_label("Why").last.fill("The parent guarantees")
    grace.get_by_role("button", name="Release").last.click()
    grace.get_by_text("Release: SO-").first.wait_for()

    alice.goto(f"/sales/orders/{order.pk}", wait_until="networkidle")
    alice.get_by_role("link", name="Plan a delivery").first.click()
    gateways = OrderLine.unscoped.get(product__sku="SB-G10")
    alice.locator(f"[name=quantity-{gateways.pk}]").fill("0")
    seen(alice, f"plan-{width}")
    alice.get_by_role("button", name="Plan a delivery").last.click()
    alice.get_by_text("Plan a delivery: SO-").first.wait_for()
    delivery = Delivery.unscoped.get()
    bob.goto(f"/sales/deliveries/{delivery.pk}", wait_until="networkidle")
    bob.get_by_role("link", name="Ship").first.click()
    bob.get_by_label("Carrier").last.fill("Mistral Freight")
    bob.get_by_role("button", name="Ship").last.click()
    bob.get_by_text("Ship: DN-").first.wait_for()
    bob.get_by_role("link", name="Accept").first.click()
    sensors = OrderLine.unscoped.get(product__sku="SB-100")
    bob.locator(f"[name=accepted-{sensors.pk}]").fill("401")
    bob.get_by_role("button", name="Accept").last.click()
    bob.get_by_text("No more than 400").first.wait_for()
    bob.locator(f"[name=accepted-{sensors.pk}]").fill("398")
    bob.locator(f"[name=defective-{sensors.pk}]").fill("2")
    bob.locator("[name=files]").set_input_files(SLIP)
    seen(bob, f"accept-{width}")
    bob.get_by_role("button", name="Accept").last.click()
    bob.get_by_text("Accept: DN-").first.wait_for()
    seen(bob, f"delivery-{width}")
    assert Delivery.unscoped.get().state == "partly" and Attachment.objects.filter(label="sales.delivery").count() == 1
    bob.goto(f"/sales/orders/{order.pk}", wait_until="networkidle")
    bob.get_by_text("2 defective").first.wait_for()
    seen(bob, f"order-{width}")
    refused = "the server responded with a status of 422"
    assert not [one for page in (alice, bob, grace) for one in page.complaints if refused not in one]
