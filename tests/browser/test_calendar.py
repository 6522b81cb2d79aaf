"""The calendar under a mouse, under a keyboard and without scripts; the agenda on a phone."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity

AT = "/sales/opportunities/?layout=calendar&day=2026-11-10"


@pytest.fixture
def deal(house: Cast) -> Opportunity:
    with acting(SYSTEM):
        customer = make(Customer, name="Crane Paper", owner=house.person("alice"))
        return make(
            Opportunity, name="Folding line", customer=customer, owner=house.person("alice"), expected_on=date(2026, 11, 12)
        )


def stands_on(deal: Opportunity) -> date | None:
    return Opportunity.unscoped.get(pk=deal.pk).expected_on


def test_an_entry_is_dragged_to_another_day_and_taken_back(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(AT)
    page.locator(".entry").drag_to(page.locator('[data-day="2026-11-18"]'))
    toast = page.locator("#toasts .toast")
    toast.get_by_text("“Folding line” is now on November 18.").wait_for()
    assert stands_on(deal) == date(2026, 11, 18) and page.locator('[data-day="2026-11-18"] .entry').count() == 1
    toast.get_by_role("button", name="Undo").click()
    page.locator('[data-day="2026-11-12"] .entry').wait_for()
    assert stands_on(deal) == date(2026, 11, 12) and not page.complaints


def test_alt_and_arrows_move_the_entry_that_has_the_focus(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(AT, wait_until="networkidle")  # until its script is there, these keys are the browser's own
    for key, day in (("ArrowRight", "2026-11-13"), ("ArrowDown", "2026-11-20"), ("ArrowLeft", "2026-11-19")):
        page.locator(".entry a").first.focus()
        page.keyboard.press(f"Alt+{key}")
        page.locator(f'[data-day="{day}"] .entry').wait_for()
    assert stands_on(deal) == date(2026, 11, 19) and not page.complaints


def test_the_menu_asks_for_the_day_over_the_page(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice", width=390)
    page.goto(AT)
    page.get_by_role("link", name="Move Folding line").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("[name=day]").fill("2026-12-03")
    dialog.locator("button[data-v=primary]").click()
    page.get_by_text("“Folding line” is now on December 3.").wait_for()
    assert stands_on(deal) == date(2026, 12, 3) and page.url.endswith(AT) and not page.complaints


@pytest.mark.parametrize("width", [1440])
def test_links_and_a_form_do_without_scripts(visit: Callable[..., Any], deal: Opportunity, width: int) -> None:
    page = visit("alice", width=width, scripts=False)
    page.goto(AT.replace("11-10", "10-10"))
    page.get_by_role("link", name="Onward").click()
    page.get_by_role("link", name="Folding line").first.wait_for()
    assert fits(page)
    page.get_by_role("link", name="Move Folding line").click(force=True)
    page.fill("[name=day]", "2026-11-14")
    page.locator("form button[data-v=primary]").click()
    page.get_by_text("“Folding line” is now on November 14.").wait_for()
    assert stands_on(deal) == date(2026, 11, 14)


def test_the_agenda_of_a_phone_begins_with_today(visit: Callable[..., Any], deal: Opportunity) -> None:
    today = timezone.localdate()
    with acting(SYSTEM):
        for n in range(28):
            make(Opportunity, name=f"Deal {n}", customer=deal.customer, owner=deal.owner, expected_on=today.replace(day=1) + timedelta(n))
    page = visit("alice", width=390)
    page.goto("/workspace/agenda")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-today]").is_visible() and fits(page)
    assert not page.complaints


def test_the_address_of_the_feed_is_shown_once(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto("/workspace/agenda")
    page.get_by_role("link", name="Subscribe").first.click()
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Calendar address").input_value()
    assert page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    page.get_by_role("button", name="Revoke the address").click()
    page.get_by_text("The address is revoked.").wait_for()
    assert page.request.get(address).status == 404 and not page.complaints
