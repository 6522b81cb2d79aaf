"""A webhook made, given its secret and looked after, and a record taken along, before a browser."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit.webhooks.models import Delivery, Webhook
from xianji.lib.actor import SYSTEM, acting

LIST = "/administration/webhooks/"


@pytest.mark.parametrize("width", [390])
def test_a_webhook_is_made_and_its_secret_is_shown_once(visit: Callable[..., Any], house: Cast, width: int) -> None:
    page = visit("frank", width=width)
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.fill("[name=name]", "Stock system")
    page.select_option("[name=kind]", "sales.opportunity")
    page.fill("[name=verbs]", "win, lose")
    page.fill("[name=url]", "https://example.com/hook")
    page.fill("[name=person]", house.person("alice").number)
    page.locator("form button[data-v=primary]").click()
    page.get_by_role("button", name="Make the secret").click()
    secret = page.locator("#new-secret").inner_text()
    assert secret == Webhook.unscoped.get().secret and fits(page)
    page.get_by_role("link", name="Kept it").click()
    page.get_by_text("Nothing was sent yet").wait_for()
    assert secret not in page.content() and fits(page) and not page.complaints


@pytest.mark.parametrize("width", [1440])
def test_a_failed_delivery_is_sent_again(visit: Callable[..., Any], house: Cast, width: int) -> None:
    with acting(SYSTEM):
        webhook = make(Webhook, name="Stock", kind="sales.opportunity", person=house.person("alice"), state="broken")
    Delivery.objects.create(webhook=webhook, verb="win", record_id=7, state="failed", tries=12, problem="It answered with 500.")
    page = visit("frank", width=width)
    page.goto(f"{LIST}{webhook.pk}", wait_until="networkidle")
    assert fits(page)
    assert findings(page) == []
    page.get_by_role("button", name="Send it again").click()
    page.get_by_text("It will be sent again in a moment.").wait_for()
    assert Delivery.objects.get().state == "waiting" and not page.complaints


@pytest.mark.parametrize("width", [390])
def test_a_contact_goes_into_the_address_book(visit: Callable[..., Any], house: Cast, width: int) -> None:
    with acting(SYSTEM):
        alice = house.person("alice")
        contact = make(Contact, name="林知夏", customer=make(Customer, owner=alice), owner=alice, mobile="13800138000")
    page = visit("alice", width=width)
    page.goto(f"/customers/contacts/{contact.pk}", wait_until="networkidle")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="vCard for the address book").click()
    assert "TEL;TYPE=WORK,VOICE:13800138000" in open(taken.value.path(), encoding="utf-8").read()
    assert fits(page) and not page.complaints
