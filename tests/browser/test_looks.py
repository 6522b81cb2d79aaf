"""What every page has, whatever it shows: three languages, two lights, and pages of its own for what went wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import findings, fits, sound
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.workspace.search import views

WIDTHS = pytest.mark.parametrize("width", [1440, 390])
LIST = "/customers/customers/"


@pytest.fixture
def firm(house: Cast) -> Customer:
    with house.acting("erin"):
        return make(Customer, name="Crane Paper", owner=house.person("alice"))


def choose(page: Any, width: int, name: str, value: str) -> None:
    """In the menu of the company, which on a phone lies in the sheet of all pages."""
    if width < 720:
        page.locator(".tabbar [popovertarget=side]").click()
    page.locator(".brand").click()
    page.locator(f"#brand-menu [name={name}][value={value}]").click()


@WIDTHS
def test_language_and_light_change_at_once_where_one_stands(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}?sort=name", wait_until="networkidle")
    for language, tag, title in (("zh-hans", "zh-Hans", "客户"), ("zh-hant", "zh-Hant", "客戶"), ("en", "en", "Customers")):
        choose(page, width, "language", language)
        expect(page.locator("h1")).to_have_text(title)
        assert page.locator("html").get_attribute("lang") == tag and page.url.endswith(f"{LIST}?sort=name") and fits(page)
    choose(page, width, "theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    sound(page, "dark")


def test_the_light_holds_though_one_goes_on_before_it_was_kept(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.route("**/preferences", lambda _route: None)
    for chosen in ("dark", "light"):
        choose(page, 1440, "theme", chosen)
        page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
        expect(page.locator("html")).to_have_attribute("data-theme", chosen)


@pytest.mark.parametrize("width", [390])
def test_what_went_wrong_has_a_page_with_a_code_and_a_way_out(
    visit: Callable[..., Any], firm: Customer, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(views, "find", broken)
    page = visit("dave", width=width)
    told = {
        "/nowhere": (404, "There is nothing here for you", "Whoever sent you here can share it with you.", "To the start page"),
        f"{LIST}{firm.pk}/edit": (403, "Not done", "Ask Frank (administrator)", "Back"),
        "/search?q=crane": (500, "That did not work", "tell us this code", "To the start page"),
    }
    for address, (status, said, what_next, way_out) in told.items():
        answer = page.goto(address, wait_until="networkidle")
        assert answer.status == status and page.locator("h1").inner_text() == said
        assert what_next in page.locator("#main").inner_text() and len(page.locator("#main code").inner_text()) == 8
        assert fits(page) and findings(page) == [], address
        page.get_by_role("link", name=way_out).click()
        page.wait_for_url(lambda now, left=address: not now.endswith(left))
    assert [one for one in page.complaints if "Failed to load resource" not in one] == []
