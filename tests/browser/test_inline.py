"""Changing one field where it stands, before a browser: by mouse and keys, in a list and on a page, on a phone, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer

LIST = "/customers/customers/"


@pytest.fixture
def firm(house: Cast) -> Customer:
    return make(Customer, name="Heron", owner=house.person("alice"))


def name_of(firm: Customer) -> str:
    return Customer.unscoped.get(pk=firm.pk).name


def field(page: Any, name: str) -> Any:
    return page.locator(f".kv dd:has([data-edit$='/field/{name}'])").first


@pytest.mark.parametrize("width", [1440, 390])
def test_a_field_of_the_page_is_changed_in_its_place(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    field(page, "name").locator("[data-edit]").click()
    page.locator("#edit-name").wait_for()
    assert page.locator(".edit .was").inner_text() == "Heron"
    assert findings(page) == []
    assert fits(page)
    page.locator("#edit-name").fill("Crane")
    page.keyboard.press("Escape")
    assert field(page, "name").inner_text() == "Heron"
    field(page, "name").locator("[data-edit]").click()
    page.locator("#edit-name").fill("Crane")
    page.locator(".edit button[type=submit]").click() if width == 390 else page.keyboard.press("Enter")
    page.locator("#recent", has_text="Crane").wait_for()
    assert field(page, "name").inner_text() == "Crane" and name_of(firm) == "Crane"
    assert page.locator(".rec h1").inner_text().startswith("Crane")
    assert not page.complaints


def test_tab_saves_and_goes_on(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    field(page, "name").locator("[data-edit]").focus()
    page.keyboard.press("e")
    page.locator("#edit-name").fill("Crane")
    page.keyboard.press("Tab")
    page.locator(".edit:not(:has(#edit-name)) :is(input:not([type=hidden]), select, textarea)").first.wait_for()
    page.locator("#edit-name").wait_for(state="detached")
    page.wait_for_load_state("networkidle")
    assert name_of(firm) == "Crane"
    assert page.evaluate("document.activeElement.closest('.edit') !== null")
    assert not page.complaints


def test_e_changes_a_cell_of_the_row_and_enter_saves(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator("#edit-name").fill("Crane")
    page.locator("#edit-name").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert page.locator("#edit-name").is_visible()
    page.keyboard.press("Enter")
    page.locator("a.row span.name", has_text="Crane").wait_for()
    assert name_of(firm) == "Crane" and page.url.endswith(LIST)
    page.locator("td:has(a.row)").hover()
    page.locator("td > .pen").click()
    page.locator("#edit-name").fill("")
    page.keyboard.press("Enter")
    page.locator(".edit .err").wait_for()
    assert name_of(firm) == "Crane"
    page.keyboard.press("Escape")
    page.locator("a.row span.name", has_text="Crane").wait_for()
    assert [one for one in page.complaints if "422" not in one] == []


@pytest.mark.parametrize(("choice", "width"), [("Keep mine", 1440), ("Take theirs", 390)])
def test_who_was_slower_chooses(visit: Callable[..., Any], firm: Customer, choice: str, width: int) -> None:
    page, other = visit("alice", width=width), visit("bob")
    for one in (page, other):
        one.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
        field(one, "name").locator("[data-edit]").click()
        one.locator("#edit-name").wait_for()
    other.locator("#edit-name").fill("Swift")
    other.keyboard.press("Enter")
    other.locator("#recent", has_text="Swift").wait_for()
    page.locator("#edit-name").fill("Crane")
    page.keyboard.press("Enter")
    page.locator(".both", has_text="Bob").wait_for()
    assert "Swift" in page.locator(".both").inner_text() and "Crane" in page.locator(".both").inner_text()
    page.get_by_role("button", name=choice).click()
    page.locator(".edit").wait_for(state="detached")
    expected = "Crane" if choice == "Keep mine" else "Swift"
    assert field(page, "name").inner_text() == expected and name_of(firm) == expected


def test_without_scripts_the_value_leads_to_the_form(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"{LIST}{firm.pk}")
    field(page, "name").locator("[data-edit]").click()
    page.locator("[name=name]").fill("Crane")
    page.locator("button[data-v=primary]").first.click()
    assert name_of(firm) == "Crane"


def test_what_cannot_be_changed_says_why(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("dave")
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    assert page.locator(".kv [data-edit]").count() == 0
    assert page.locator(".kv .lock").first.get_attribute("aria-label") == "You may read this, but not change it."
