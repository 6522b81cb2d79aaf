"""Comments, tags and the star before a browser: by mouse and keys, on a phone, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits, needs_axe
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.comments import keeping
from xianji.kit.comments.models import Comment
from xianji.kit.marks.models import Star, Tagging
from xianji.sales.models import Opportunity

LIST = "/customers/customers/"


@pytest.fixture
def firm(house: Cast) -> Customer:
    return make(Customer, name="Heron Works", owner=house.person("alice"))


@pytest.mark.parametrize("width", [1440])
def test_somebody_is_mentioned_by_keys_and_the_words_are_changed_and_taken_back(
    visit: Callable[..., Any], firm: Customer, width: int
) -> None:
    page = visit("alice", width=width)
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    page.locator(".tabs a", has_text="Files and comments").click()
    page.locator(".subhead .seg a", has_text="Comments").click()
    box = page.locator(".say textarea")
    box.press_sequentially("Please look, @Bo")
    page.locator(".mentions [aria-selected=true]", has_text="Bob").wait_for()
    box.press("Enter")
    assert box.input_value() == "Please look, @Bob "
    box.press_sequentially("and @Car")
    page.wait_for_timeout(300)
    assert not page.locator(".mentions").is_visible(), "who may not see the record is not offered"
    box.fill("Please look, @Bob: 8 weeks")
    box.press("Control+Enter")
    page.locator(".comments .at", has_text="@Bob").wait_for()
    page.get_by_role("link", name="Edit comment").click()
    page.locator("dialog[open] textarea").fill("Please look, @Bob: 9 weeks")
    page.locator("dialog[open]").get_by_role("button", name="Edit comment").click()
    page.get_by_text("9 weeks").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("#count-comments").inner_text() == "1"
    page.get_by_role("button", name="Delete comment").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("The comment is back.").wait_for()
    page.wait_for_load_state("networkidle")
    assert Comment.objects.get().deleted_at is None and not page.complaints
    assert fits(page)


@pytest.mark.parametrize("width", [390])
def test_a_record_is_starred_and_tagged_and_found_by_both(visit: Callable[..., Any], firm: Customer, width: int) -> None:
    make(Customer, name="Crane", owner=firm.owner)
    page = visit("alice", width=width)
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    page.get_by_role("button", name="Star", exact=True).click()
    page.get_by_role("button", name="Take the star away").wait_for()
    assert Star.objects.count() == 1
    page.locator("#tags a[data-asks]").click()
    page.locator("dialog[open] input[name=tags]").fill("VIP, fair 2026")
    page.keyboard.press("Enter")
    page.locator("#tags a.tag", has_text="VIP").click()
    page.wait_for_url("**?tags=VIP")
    page.wait_for_load_state("networkidle")
    assert page.locator("tbody a.name > span.name").all_inner_texts() == ["Heron Works"]
    page.goto(f"{LIST}?starred=yes", wait_until="networkidle")
    assert page.locator("tbody a.name > span.name").all_inner_texts() == ["Heron Works"]
    assert page.get_by_role("link", name="Remove the filter Starred").is_visible() and not page.complaints
    assert Tagging.objects.count() == 2


def test_without_scripts_all_of_it_is_forms(visit: Callable[..., Any], firm: Customer) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"{LIST}{firm.pk}?tab=comments")
    page.locator(".say textarea").fill("@Carol look")
    page.get_by_role("button", name="Add comment", exact=True).click()
    assert page.locator(".err", has_text="Carol may not see this record").is_visible()
    page.locator("textarea[name=text]").fill("@Bob look")
    page.get_by_role("button", name="Add comment", exact=True).click()
    assert page.locator(".comments .at", has_text="@Bob").is_visible()
    page.goto(f"{LIST}{firm.pk}/tags")
    page.locator("[name=tags]").fill("VIP")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Tagging.objects.count() == 1


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing(visit: Callable[..., Any], firm: Customer, theme: str, width: int) -> None:
    page = visit("alice", width=width, theme=theme)
    for text in ("Please look, @Bob", "Done"):
        page.goto(f"{LIST}{firm.pk}?tab=comments", wait_until="networkidle")
        page.locator(".say textarea").fill(text)
        page.get_by_role("button", name="Add comment", exact=True).click()
        page.locator(".comments").wait_for()
    page.goto(f"{LIST}{firm.pk}?tab=comments", wait_until="networkidle")
    page.locator(".say textarea").press_sequentially("@B")
    page.locator(".mentions").wait_for()
    assert findings(page, theme) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_timeline_is_narrowed_and_what_adds_to_it_stays_at_hand(
    visit: Callable[..., Any], firm: Customer, house: Cast, width: int
) -> None:
    with house.acting("alice"):
        keeping.comment(firm, "Please look")
    page = visit("alice", width=width)
    page.goto(f"{LIST}{firm.pk}", wait_until="networkidle")
    assert page.locator(".timeline > li").count() == 2
    page.locator("#timeline .seg a", has_text="Comments").click()
    page.locator(".timeline > li").nth(1).wait_for(state="detached")
    assert page.locator(".timeline").inner_text().count("Please look") == 1
    box = page.locator("#timeline [data-dialog=write-down]").bounding_box()
    assert box and box["x"] + box["width"] <= width and not page.complaints


@pytest.mark.parametrize("width", [1440, 390])
def test_what_is_missing_leads_to_its_field(visit: Callable[..., Any], house: Cast, width: int) -> None:
    deal = make(Opportunity, name="No customer", owner=house.person("alice"), stage="needs")
    page = visit("alice", width=width)
    page.goto(f"/sales/opportunities/{deal.pk}", wait_until="networkidle")
    told = page.locator(".lacking")
    assert "For “Won” this is still missing:" in told.inner_text()
    told.get_by_role("link", name="Customer").click()
    page.locator("[name=customer]:focus").wait_for()
    assert not page.complaints
