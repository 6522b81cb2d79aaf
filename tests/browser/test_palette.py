"""The palette and the keys under real fingers."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity


@pytest.fixture
def deal(house: Cast) -> Opportunity:
    with acting(SYSTEM):
        customer = make(Customer, name="栖梧半导体", owner=house.person("alice"))
        return make(Opportunity, name="离子色谱二期", customer=customer, owner=house.person("alice"), amount=1200)


def typed(page: Any, words: str) -> Any:
    """The palette with these words and its answer."""
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Search or jump")
    field.fill(words)
    page.locator("#found mark").first.wait_for()
    return field


@pytest.mark.parametrize("width", [1440, 390])
def test_initials_find_and_enter_opens(visit: Callable[..., Any], deal: Opportunity, width: int) -> None:
    page = visit("alice", width=width)
    page.goto("/", wait_until="networkidle")
    typed(page, "qwu")
    assert page.locator("#found mark").first.inner_text() == "栖梧"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/customers/{deal.customer_id}")
    assert fits(page) and not page.complaints


def test_tab_goes_to_what_can_be_done_and_asks_over_the_page(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto("/customers/contacts/")
    typed(page, "离子色谱")
    page.keyboard.press("Tab")
    assert page.locator('#found [aria-selected="true"]').inner_text() == "Move forward"
    page.keyboard.press("Enter")
    page.locator("#verb dialog[open] button[data-v=primary]").click()
    page.get_by_text("Move forward: 离子色谱二期").wait_for()
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "needs" and not page.complaints


def test_empty_it_shows_what_was_open_last(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(f"/customers/customers/{deal.customer_id}")
    page.goto(f"/sales/opportunities/{deal.pk}")
    page.keyboard.press("Control+k")
    page.get_by_text("Open last").wait_for()
    first = page.locator("#found [role=option]").first
    assert "栖梧半导体" in first.inner_text(), "the page one is on is not offered again"
    assert page.get_by_text("Do with “离子色谱二期”").is_visible()
    assert "栖梧" not in page.evaluate("JSON.stringify({...localStorage})"), "no name is kept in the browser"


def test_while_an_input_method_composes_no_key_is_ours(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto("/", wait_until="networkidle")
    field = typed(page, "qwu")
    before = page.url
    field.evaluate("""field => { for (const key of ["Enter", "ArrowDown", "Tab"])
        field.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true })) }""")
    assert page.url == before and page.locator("#palette").evaluate("it => it.open")
    assert page.locator("#found [role=option]").first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert not page.locator("#palette").evaluate("it => it.open"), "one Esc closes, it does not first empty the field"


def test_g_and_a_letter_lead_on_unless_they_are_switched_off(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto("/", wait_until="networkidle")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/sales/opportunities/")
    page.keyboard.press("?")
    page.locator("#keys[open]").get_by_role("button", name="Switch them off").click()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert page.url.endswith("/sales/opportunities/") and page.locator("dialog[open]").count() == 0
    page.goto("/help")
    page.get_by_role("button", name="Switch them on").first.click()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/customers/customers/")
    assert not page.complaints


def test_the_keys_are_listed_without_scripts(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice", width=390, scripts=False)
    page.goto("/help")
    page.get_by_role("link", name="Opportunities").first.wait_for()
    page.get_by_role("button", name="Switch them off").click()
    page.locator("#main").get_by_text("are off on this device").wait_for()
