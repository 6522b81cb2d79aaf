"""The kit's own pages in a browser: quick by keyboard, whole without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.browser.gallery import KIT
from tests.making import make
from xianji.catalog.models import Currency
from xianji.customers.models import Contact, Customer

LIST, FIRM = "/customers/customers/", "/customers/customers/1"
pytestmark = pytest.mark.skipif(
    not (KIT / "static" / "vendor" / "icons.svg").exists(), reason="assets are not built; run make assets"
)


@pytest.fixture
def open_tab(
    chromium: Any, transactional_db: None, live_server: Any, cast: Any, enter: Any
) -> Iterator[Callable[..., Any]]:
    """`open_tab("erin", width=390)`: a signed-in page of the browser, with ten customers to look at."""
    for n in range(1, 11):
        make(Customer, pk=n, name=f"Firm {n:02}", owner=cast.person("bob"), size_class="large")
    make(Contact, pk=1, customer_id=1, name="Wei", owner=cast.person("bob"), mobile="13812345678")
    make(Currency, pk=1, code="CHF", name="Franc")
    sessions = {name: enter(name).cookies[settings.SESSION_COOKIE_NAME].value for name in ("bob", "erin")}
    contexts = []

    def opened(name: str = "erin", width: int = 1440, **options: Any) -> Any:
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        cookies = {settings.SESSION_COOKIE_NAME: sessions[name], "language": "en"}
        context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def test_the_list_is_driven_by_keys(open_tab):
    tab = open_tab()
    tab.goto(f"{LIST}?sort=name", wait_until="networkidle")
    for key in ("j", "x", "j", "x"):
        tab.keyboard.press(key)
    assert tab.inner_text(".bulk b") == "2 selected"
    tab.keyboard.press("Escape")
    assert not tab.is_visible(".bulk")
    tab.keyboard.press("e")
    tab.locator("td #edit-name").wait_for()


def test_sorting_and_filtering_swap_the_panel_alone(open_tab):
    tab = open_tab()
    tab.goto(LIST, wait_until="networkidle")
    tab.evaluate("window.here = true")
    tab.click("thead a >> nth=0")
    tab.wait_for_url("**sort=name")
    tab.click("[popovertarget=filters]")
    tab.click("#filters details:has(input[name=size_class]) summary")
    tab.check("#filters input[name=size_class][value=small]")
    tab.click("#filters .btn[data-v=primary]")
    tab.wait_for_url("**size_class=small**")
    tab.wait_for_selector(".empty")
    assert tab.evaluate("window.here") and tab.inner_text("#count") == "0"


def test_a_field_is_checked_when_one_leaves_it(open_tab):
    tab = open_tab("bob")
    tab.goto(f"{FIRM}/edit", wait_until="networkidle")
    tab.select_option("#id_registration_type", "usci")
    tab.fill("#id_registration_no", "9132")
    tab.press("#id_registration_no", "Tab")
    tab.wait_for_selector("#id_registration_no-error")
    assert tab.evaluate("document.activeElement.id") == "id_country"


def test_links_are_suggested_while_one_types(open_tab):
    tab = open_tab("bob")
    tab.goto("/customers/contacts/1/edit", wait_until="networkidle")
    tab.fill("#id_customer", "Firm 07")
    tab.wait_for_selector("#pick-id_customer option[value*='Firm 07']", state="attached")


def test_lines_are_added_in_the_page(open_tab):
    tab = open_tab()
    tab.goto("/catalog/currencies/1/edit", wait_until="networkidle")
    tab.click("[data-add-line]")
    tab.fill("[name=rates-3-from_on]", "2026-01-01")
    tab.fill("[name=rates-3-rate]", "8.1")
    tab.click(".foot .btn[data-v=primary]")
    tab.wait_for_url("**/currencies/1")
    assert "8.1" in tab.inner_text("main")


def test_everything_works_without_scripts(open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.goto(LIST)
    tab.click("[popovertarget=filters]")
    tab.click("#filters details:has(input[name=size_class]) summary")
    tab.check("#filters input[name=size_class][value=large]")
    tab.click("#filters .btn[data-v=primary]")
    assert tab.url.endswith("?size_class=large")
    tab.check("tbody input >> nth=0")
    tab.click(".bulk button[value=hand_over]")
    tab.fill("#id_to", "Alice")
    tab.click(".foot .btn[data-v=primary]")
    tab.click("form .btn[data-v=primary]")
    assert tab.locator("tbody .who >> text=Alice").count() == 1
    tab.goto("/customers/contacts/1")
    tab.click("dd form button")
    assert "13812345678" in tab.inner_text("main")
