"""Approvals before a browser: asked, decided from the list and on Today, returned with words, seen on the trail; a deputy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from tests.approval.conftest import Approved, furnished
from tests.browser.looking import sound
from tests.cast import Cast
from xianji.approval.models import Request
from xianji.sales.models import Order

INBOX = "/approval/inbox"


@pytest.fixture
def orders(house: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Approved]:
    yield from furnished(house, monkeypatch)


def state_of(request: Request) -> str:
    return Request.unscoped.get(pk=request.pk).state


@pytest.mark.parametrize("width", [1440, 390])
def test_asked_decided_and_seen_on_the_trail(
    visit: Callable[..., Any], house: Cast, orders: Approved, width: int
) -> None:
    order, others = orders.order(), [orders.asked() for _turn in range(3)]
    alice = visit("alice", width=width)
    alice.goto(f"/sales/orders/{order.pk}", wait_until="networkidle")
    alice.get_by_role("button", name="Submit").click()
    alice.get_by_text("In approval").first.wait_for()
    mine = Request.unscoped.get(about_id=order.pk)
    erin = visit("erin", width=width)
    erin.goto(INBOX, wait_until="networkidle")
    row = erin.locator("tr", has_text=mine.about_title)
    assert row.get_by_text("asked by Alice").is_visible() and row.get_by_text("discounts v11, row 4").is_visible()
    sound(erin)
    if width == 1440:
        erin.keyboard.press("j")
        erin.keyboard.press("a")
        erin.get_by_text("Approve: Discount").wait_for()
        assert state_of(others[0]) == "approved"
    else:
        box = row.get_by_role("button", name="Approve").bounding_box()
        assert box["height"] >= 40
    row.get_by_role("link", name="Return").click()
    erin.get_by_label("Comment").fill("Add the delivery costs.")
    erin.get_by_role("dialog").get_by_role("button", name="Return").click()
    erin.get_by_text("Return: Discount").wait_for()
    assert state_of(mine) == "returned" and erin.url.endswith(INBOX)
    if width == 1440:
        for one in others[1:]:
            erin.locator("tr", has_text=one.about_title).get_by_role("checkbox").check()
        erin.get_by_role("toolbar").get_by_role("button", name="Approve").click()
        erin.get_by_text("2 requests are approved.").wait_for()
        assert {state_of(one) for one in others} == {"approved"}
    alice.goto(f"/sales/orders/{order.pk}", wait_until="networkidle")
    alice.get_by_text("Add the delivery costs.").first.wait_for()
    sound(alice)
    alice.goto(f"/approval/requests/{mine.pk}", wait_until="networkidle")
    assert alice.get_by_text("Returned").first.is_visible()
    sound(alice)


@pytest.mark.parametrize("width", [390])
def test_who_is_away_names_a_deputy_who_decides_on_today(
    visit: Callable[..., Any], house: Cast, orders: Approved, width: int
) -> None:
    request, today = orders.asked(), f"{timezone.localdate()}"
    erin = visit("erin", width=width)
    erin.goto("/account/away/", wait_until="networkidle")
    erin.get_by_label("Away from").fill(today)
    erin.get_by_label("Away until").fill(today)
    erin.get_by_role("combobox", name="Deputy").fill("Bob")
    erin.get_by_role("button", name="Save").click()
    erin.get_by_text("Bob decides for you").wait_for()
    sound(erin)
    bob = visit("bob", width=width)
    bob.goto("/", wait_until="networkidle")
    card = bob.locator(".ask", has_text=request.about_title)
    assert card.get_by_text("for Erin").is_visible()
    sound(bob)
    card.get_by_role("button", name="Approve").click()
    bob.get_by_text("Approve: Discount").wait_for()
    assert state_of(request) == "approved" and Order.unscoped.get(pk=request.about_id).state == "confirmed"


def test_without_scripts_deciding_is_forms(visit: Callable[..., Any], house: Cast, orders: Approved) -> None:
    first, second = orders.asked(), orders.asked()
    page = visit("erin", scripts=False)
    page.goto(INBOX)
    page.locator("tr", has_text=first.about_title).get_by_role("button", name="Approve").click()
    assert state_of(first) == "approved" and page.url.endswith(INBOX)
    page.locator("tr", has_text=second.about_title).get_by_role("link", name="Return").click()
    page.get_by_label("Comment").fill("Mend it.")
    page.get_by_role("button", name="Return").click()
    assert state_of(second) == "returned" and page.url.endswith(INBOX)
