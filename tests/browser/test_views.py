"""Views and the filter editor before a browser: by mouse, by keyboard, on a phone, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import findings, fits, needs_axe
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.views.models import View
from xianji.lib.actor import SYSTEM, acting

LIST = "/customers/customers/"
GROUP = "any=(state:lost)(size_class:large)"
SIEVE = "#sieve:not(.htmx-added, .htmx-settling)"
"""The editor after its rows have come."""


@pytest.fixture
def firms(house: Cast) -> None:
    with acting(SYSTEM):
        for name, state, size in (("Heron", "lost", "small"), ("Crane", "active", "large"), ("Swift", "active", "small")):
            make(Customer, name=name, state=state, size_class=size, owner=house.person("alice"))


def by_key(page: Any, place: str, key: str) -> None:
    """Press a key there, once the focus is."""
    page.locator(place).focus()
    page.locator(f"{place}:focus").press(key)


def names(page: Any) -> list[str]:
    return sorted(page.locator("tbody a.name > span.name").all_inner_texts())


@pytest.mark.parametrize("width", [390])
def test_a_view_is_saved_changed_reverted_and_saved_again(visit: Callable[..., Any], firms: None, width: int) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}?state=active", wait_until="networkidle")
    page.get_by_role("link", name="Save as a view").click()
    page.locator("dialog[open] [name=name]").fill("Active ones")
    page.keyboard.press("Enter")
    tab = page.locator(".tabs a[aria-current]")
    tab.get_by_text("Active ones").wait_for()
    page.locator(f"#count-v{View.objects.get().pk}", has_text="2").wait_for()
    assert not page.get_by_role("group", name="The view was changed").is_visible()

    page.get_by_role("link", name="Remove the filter Life cycle").click()
    changed = page.get_by_role("group", name="The view was changed")
    changed.wait_for()
    page.wait_for_load_state("networkidle")
    assert len(names(page)) == 3 and fits(page)
    changed.get_by_role("link", name="Revert").click()
    page.wait_for_url("**state=active")
    page.wait_for_load_state("networkidle")  # a count that is left behind complains
    page.get_by_role("link", name="Remove the filter Life cycle").click()
    page.wait_for_load_state("networkidle")
    changed.get_by_role("button", name="Save", exact=True).click()
    changed.wait_for(state="hidden")
    assert View.objects.get().address == "" and not page.complaints


def test_the_editor_is_worked_by_keys_alone(visit: Callable[..., Any], firms: None) -> None:
    page = visit("alice")
    page.goto(LIST, wait_until="networkidle")
    page.keyboard.press("f")
    page.locator("#filters:popover-open").wait_for()
    by_key(page, "#filters a[data-asks]", "Enter")
    page.locator("dialog[open]").wait_for()
    by_key(page, "[name=do][value=group]", "Enter")
    page.locator(f"{SIEVE} #field-1\\.0\\.0:focus").press("ArrowDown")
    by_key(page, f"{SIEVE} [name='1.0.0'][value=lost]", "Space")
    page.locator(f"{SIEVE} #field-1\\.1\\.0").select_option("size_class")
    by_key(page, f"{SIEVE} [name='1.1.0'][value=large]", "Space")
    expect(page.locator("#sieve :checked[type=checkbox]")).to_have_count(2)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{GROUP}")
    expect(page.locator("tbody a.name")).to_have_count(2)
    assert names(page) == ["Crane", "Heron"] and not page.complaints


def test_the_editor_is_a_sheet_on_a_phone_and_tells_what_is_wrong(visit: Callable[..., Any], firms: None) -> None:
    page = visit("alice", width=390)
    page.goto(f"{LIST}?{GROUP}", wait_until="networkidle")
    page.locator("[popovertarget=filters]").click()
    page.locator("#filters a[data-asks]").click()
    sheet = page.locator("dialog[open]")
    box = sheet.bounding_box()
    assert (box["x"], box["width"]) == (0, 390) and box["y"] + box["height"] <= 900
    page.locator("[value='or:1']").click()
    page.locator(f"{SIEVE} #field-1\\.2\\.0:focus").wait_for()
    page.locator("#field-1\\.2\\.0").select_option("won_amount")
    page.locator("[name='1.2.0.from']").fill("much")
    sheet.get_by_role("button", name="Show", exact=True).click()
    sheet.locator(".err").wait_for()
    page.complaints.clear()
    page.locator("[value='drop:1.2.0']").click()
    page.locator("#field-1\\.2\\.0").wait_for(state="detached")
    sheet.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(f"**{GROUP}")
    assert not page.complaints


def test_without_scripts_views_and_groups_are_pages(visit: Callable[..., Any], firms: None) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"{LIST}filter?state=lost")
    page.locator("[name=do][value=group]").click()
    page.locator("[name='1.0.0.field']").select_option("owner")
    page.locator(".sift-row [value=field]").first.click()
    page.locator("[name='1.0.0.any']").select_option("me")
    page.locator("footer [value=show]").click()
    assert page.url.endswith("?state=lost&any=(owner:me)") and names(page) == ["Heron"]
    page.get_by_role("link", name="Save as a view").click()
    page.locator("[name=name]").fill("Lost and mine")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Lost and mine" in page.locator(".tabs a[aria-current]").inner_text()


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing(visit: Callable[..., Any], firms: None, theme: str, width: int) -> None:
    page = visit("erin", width=width, theme=theme)
    for address in (f"{LIST}filter?state=!lost&{GROUP}", f"{LIST}views/new?{GROUP}", f"{LIST}?{GROUP}"):
        page.goto(address, wait_until="networkidle")
        if address.endswith(f"?{GROUP}") and "views" not in address:
            page.locator("[popovertarget=filters]").click()
            page.locator("#filters a[data-asks]").click()
            page.locator("dialog[open]").wait_for()
            page.wait_for_timeout(400)
        assert findings(page, theme) == [], address


def test_a_view_opens_in_place_and_one_goes_back_without_a_complaint(visit: Callable[..., Any], firms: None) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?state=active", wait_until="networkidle")
    page.evaluate("window.stays = true")
    page.locator("thead a[href*='sort=name']").first.click()
    page.wait_for_url("**sort=name**")
    assert names(page) == ["Crane", "Swift"] and page.evaluate("window.stays")
    page.locator(".seek [name=q]").fill("Cra")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Cra**")
    expect(page.locator("tbody a.name")).to_have_count(1)
    page.go_back()
    expect(page.locator("tbody a.name")).to_have_count(2)
    assert "q=" not in page.url and page.evaluate("window.stays") and not page.complaints + page.thrown
