"""Settings, the permission matrix, tokens, sessions, seeing as another person and the first steps, before a browser."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.looking import findings, fits
from tests.cast import PASSWORD, Cast
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Token
from xianji.org.users.tokens import holder

SETTINGS = "/administration/settings"
PAGES = [SETTINGS, "/administration/rights", "/administration/company", "/administration/numbers", "/administration/jobs",
         "/administration/backup", "/administration/tokens", "/administration/see-as", "/account/tokens/",
         "/account/sessions/", "/begin"]  # fmt: skip
PICTURES = os.environ.get("XIANJI_TEST_PICTURES", "")
"""A folder into which every page is drawn, to be looked at."""


@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "en"), (390, "dark", "zh-hans")])
def test_every_page_fits_and_can_be_read(visit: Callable[..., Any], width: int, theme: str, language: str) -> None:
    page = visit("frank", width=width, theme=theme, language=language)
    for address in PAGES:
        page.goto(address, wait_until="networkidle")
        if PICTURES:
            name = f"{address.strip('/').replace('/', '-')}-{width}-{theme}-{language}.png"
            page.screenshot(path=str(Path(PICTURES) / name))
        assert fits(page) and findings(page, theme) == [], address
    assert not page.complaints


@pytest.mark.parametrize("width", [390])
def test_a_setting_is_found_while_one_types(visit: Callable[..., Any], width: int) -> None:
    page = visit("frank", width=width)
    page.goto(SETTINGS, wait_until="networkidle")
    page.locator("main [name=q]").press_sequentially("huilv")
    page.locator(".settings a").nth(1).wait_for(state="detached")
    page.locator(".settings a").click()
    page.wait_for_url("**/catalog/currencies/")
    assert not page.complaints


def test_a_setting_is_found_without_scripts(visit: Callable[..., Any]) -> None:
    page = visit("frank", scripts=False)
    page.goto(f"{SETTINGS}")
    page.fill("main [name=q]", "exchange")
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.locator(".settings a").count() == 1


@pytest.mark.parametrize("width", [390])
def test_a_token_is_made_shown_once_and_revoked(visit: Callable[..., Any], house: Cast, width: int) -> None:
    page = visit("alice", width=width)
    page.goto("/account/tokens/", wait_until="networkidle")
    page.fill("[name=name]", "Stock system")
    page.get_by_role("button", name="Make the token").click()
    page.fill("[name=password]", PASSWORD)
    page.locator("form button[data-v=primary]").click()
    token = page.locator("#new-token").inner_text()
    assert holder(token) == house.users["alice"] and fits(page) and findings(page) == []
    page.goto("/account/tokens/", wait_until="networkidle")
    assert token not in page.content()
    page.get_by_role("button", name="Revoke").click()
    page.get_by_text("None yet.").wait_for()
    assert not Token.objects.exists() and not page.complaints


@pytest.mark.parametrize("width", [1440])
def test_another_session_is_ended(visit: Callable[..., Any], width: int) -> None:
    other, page = visit("alice", by_page=True), visit("alice", width=width, by_page=True)
    page.goto("/account/sessions/", wait_until="networkidle")
    page.get_by_role("button", name="End", exact=True).click()
    page.get_by_text("The session is ended.").wait_for()
    other.goto("/customers/customers/")
    assert "/account/login/" in other.url and fits(page) and not page.complaints


@pytest.mark.parametrize("width", [390])
def test_the_matrix_leads_to_the_change(visit: Callable[..., Any], width: int) -> None:
    page = visit("frank", width=width)
    page.goto("/administration/rights", wait_until="networkidle")
    page.fill("main [name=q]", "export customers")
    page.select_option("[name=role]", label="Sales representative")
    page.get_by_role("button", name="Show").click()
    page.locator("table.matrix td a[href$='rights/customers.customer']").first.click()
    page.wait_for_url("**/rights/customers.customer")
    assert fits(page) and not page.complaints


@pytest.mark.parametrize("width", [390])
def test_one_sees_as_another_and_ends_it_with_one_click(visit: Callable[..., Any], house: Cast, width: int) -> None:
    with acting(SYSTEM):
        make(Customer, name="Lanjiang Paper", owner=house.person("alice"))
    page = visit("frank", width=width)
    page.goto("/administration/see-as", wait_until="networkidle")
    page.get_by_role("button", name="See as Alice").click()
    page.locator("#seen-as").wait_for()
    page.goto("/customers/customers/", wait_until="networkidle")
    page.get_by_text("Lanjiang Paper").first.wait_for()
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"seen-as-{width}.png"))
    assert fits(page) and findings(page) == []
    page.locator("#seen-as button").click()
    page.get_by_text("You no longer see the product as Alice.").wait_for()
    assert Entry.objects.filter(verb="see_page", reason="/customers/customers/").count() == 1 and not page.complaints


@pytest.mark.parametrize("width", [1440])
def test_the_first_steps_are_put_off(visit: Callable[..., Any], width: int) -> None:
    page = visit("frank", width=width)
    page.goto("/", wait_until="networkidle")
    page.get_by_role("heading", name="Enter the products").wait_for()
    assert fits(page) and findings(page) == []
    page.get_by_role("button", name="Later").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("heading", name="Enter the products").count() == 0
    page.goto("/", wait_until="networkidle")
    assert "/begin" not in page.url and page.get_by_role("button", name="Later").count() == 0 and not page.complaints
