"""The product without a mouse, without sight of all of it, and with what the system asks for: zoom, still pictures, own colours."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import findings, needs_axe
from tests.making import make
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

LIST = "/customers/customers/"
REGION = """() => { const at = document.activeElement, part = at.closest(".skip, nav.side, .head, nav.tabs, .subhead, tbody, thead, .foot");
  return part ? part.className.split(" ")[0] || part.localName : at.localName }"""


@pytest.fixture
def deal(house: Any) -> Opportunity:
    with house.acting("erin"):
        customer = make(Customer, name="Paper Kites Ltd", size_class="large", owner=house.person("alice"))
        return make(Opportunity, name="Lanterns", customer=customer, amount=1234, owner=house.person("alice"))


def test_tab_walks_a_list_in_the_order_of_reading(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the content"
    walked = []
    for _step in range(150):
        part = page.evaluate(REGION)
        walked += [part] if walked[-1:] != [part] else []
        if part == "tbody":
            break
        page.keyboard.press("Tab")
    assert walked == ["skip", "side", "head", "tabs", "subhead", "thead", "tbody"]
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(REGION) == "head"


def test_what_opens_takes_the_focus_and_gives_it_back(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    opener = page.locator("[popovertarget=sorting]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#sorting') !== null")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search or jump")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.goto(f"/sales/opportunities/{deal.pk}", wait_until="networkidle")
    verb = page.locator(".tools a[data-asks]").first
    verb.focus()
    page.keyboard.press("Enter")
    page.locator("#verb dialog[open]").wait_for()
    for _step in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog[open]') !== null")
    page.keyboard.press("Escape")
    expect(verb).to_be_focused()


def test_what_happens_is_said(visit: Callable[..., Any], deal: Opportunity) -> None:
    """Faults beside the field and on top, what was done as a polite word, how many rows are ticked."""
    page = visit("alice")
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.get_by_role("button", name="Save", exact=True).click()
    alert = page.locator("#main [role=alert]")
    expect(alert).to_contain_text("1 field is not right yet: Name")
    name = page.get_by_role("textbox", name="Name", exact=False).first
    expect(name).to_have_attribute("aria-invalid", "true")
    told = name.get_attribute("aria-describedby").split()[0]
    assert page.locator(f"#{told}").inner_text()
    name.fill("Bamboo Works")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**{LIST}*")
    expect(page.get_by_role("status").filter(has_text="Bamboo Works")).to_be_visible()
    page.goto(LIST, wait_until="networkidle")
    for key in ("j", "x"):
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="1 selected")).to_be_visible()


def test_the_parts_of_a_page_have_names(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    for address in (LIST, f"/sales/opportunities/{deal.pk}", f"{LIST}new", "/sales/opportunities/?layout=board", "/"):
        page.goto(address, wait_until="networkidle")
        assert page.get_by_role("main").count() == 1 and page.get_by_role("heading", level=1).count() == 1, address
        names = page.get_by_role("navigation").evaluate_all("parts => parts.map(part => part.getAttribute('aria-label'))")
        assert "Main menu" in names and all(names) and len(set(names)) == len(names), (address, names)
    page.goto(LIST, wait_until="networkidle")
    assert page.get_by_role("columnheader", name="Owner").count() == 1
    assert page.get_by_role("row", name="Paper Kites Ltd").get_by_role("link", name="Paper Kites Ltd", exact=True).count() == 1


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_in_what_opens_over_a_page(visit: Callable[..., Any], deal: Opportunity, width: int, theme: str) -> None:
    page, problems = visit("alice", width=width, theme=theme), {}

    def look(name: str, part: str = "") -> None:
        page.wait_for_timeout(200)
        problems.update({(name, key): html for key, html in findings(page, part=part)})

    page.goto(LIST, wait_until="networkidle")
    page.locator("[popovertarget=sorting]").click()
    look("menu", "#sorting")
    page.keyboard.press("Escape")
    page.locator("[popovertarget=filters]").click()
    look("filters", "#filters")
    page.keyboard.press("Escape")
    for key in ("j", "x"):
        page.keyboard.press(key)
    look("ticked")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search or jump").fill("paper")
    page.locator("#found mark").first.wait_for()
    look("palette", "dialog[open]")
    page.goto(f"{LIST}new", wait_until="networkidle")
    page.locator("form.sheet-form button[data-v=primary]").click()
    page.locator("#main [role=alert]").wait_for()
    look("faults")
    page.goto(f"/sales/opportunities/{deal.pk}", wait_until="networkidle")
    page.locator(".tools a[data-asks]").first.click()
    page.locator("#verb dialog[open]").wait_for()
    look("dialog", "#verb")
    page.goto("/offline", wait_until="networkidle")
    look("offline")
    assert problems == {}


def test_twice_as_large_nothing_goes_sideways(visit: Callable[..., Any], deal: Opportunity) -> None:
    """A window of 1440 at 200 %."""
    page = visit("alice", width=720)
    page.set_viewport_size({"width": 720, "height": 450})
    for address in (LIST, f"/sales/opportunities/{deal.pk}", f"{LIST}new", "/sales/opportunities/?layout=board", "/", "/insight/performance"):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 720, address


def test_the_system_says_how_it_moves_and_which_colours_it_has(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    page.goto(LIST, wait_until="networkidle")
    page.locator("[popovertarget=sorting]").click()
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.btn')).transitionDuration") == "0s"
    page.keyboard.press("Escape")
    page.locator("tbody .check").first.check()
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr:has(:checked)')).outlineStyle") == "solid"
