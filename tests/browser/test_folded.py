"""What menus and dialogs show is made when they are opened: from a page, from a part that came later, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from tests.cast import PASSWORD, Cast
from tests.making import make
from xianji.customers.models import Customer

LIST = "/customers/customers/"
SORTS = "#sorting a[href]:not(.only-phone)"


@pytest.fixture
def firm(house: Cast) -> Customer:
    return make(Customer, name="Heron", owner=house.person("alice"))


@pytest.mark.parametrize("width", [1440, 390])
def test_a_menu_has_no_rows_before_it_is_opened(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(LIST, wait_until="networkidle")
    assert page.locator(SORTS).count() == 0 and page.locator("#filters form").count() == 0
    page.locator("[popovertarget=sorting]").click()
    assert page.locator(SORTS).first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.menu')?.id") == "sorting"
    page.locator(SORTS, has_text="Updated").first.click()
    page.wait_for_url("**sort=**")
    page.wait_for_load_state("networkidle")
    page.locator("[popovertarget=sorting]").click()  # it came with a part now, whose rows are elements already
    assert page.locator(f"{SORTS}[aria-current]").is_visible() and page.locator("#sorting noscript").count() == 0
    assert page.complaints == [] and page.thrown == []


def test_a_field_that_looks_up_works_in_a_menu_that_was_folded(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.locator("[popovertarget=filters]").click()
    owner = page.locator("#filters details", has=page.locator("[name='owner.text']"))
    owner.locator("summary").click()
    owner.locator("[name='owner.text']").press_sequentially("ali")
    owner.locator("[role=option]").first.wait_for()
    assert page.complaints == [] and page.thrown == []


def test_the_keys_unfold_and_what_they_hold_can_be_used(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    assert page.locator("#keys dl").count() == 0
    page.keyboard.press("?")
    page.locator("#keys").get_by_role("button", name="Switch them off").click()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    assert page.locator("html[data-keys=off]").count() == 1 and not page.locator("#keys").is_visible()


def test_what_is_folded_is_sent_with_the_token_of_a_new_session(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    Session.objects.all().delete()
    page.locator("thead a", has_text="Name").click()
    page.locator("#door [name=login]").fill("alice")
    page.locator("#door [name=password]").fill(PASSWORD)
    page.locator("#door [name=password]").press("Enter")
    page.wait_for_url("**sort=name**")
    page.locator("[popovertarget=brand-menu]").click()
    page.locator("#brand-menu [value=zh-hant]").click()
    page.locator("html[lang=zh-Hant]").wait_for()


def test_without_scripts_all_of_it_is_there(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice", scripts=False)
    page.goto(LIST)
    page.locator("[popovertarget=sorting]").click()
    box = page.locator(SORTS).first.bounding_box()
    assert box and box["width"] > 100 and box["height"] >= 30
    page.locator(SORTS, has_text="Updated").first.click()
    assert "sort=" in page.url and "Heron" in page.inner_text("main")
