"""The table of a list before a browser: columns, widths, groups, the panel beside, and coming back; by mouse, by keyboard, on a
phone, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits, needs_axe
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.views.models import View
from xianji.lib.actor import SYSTEM, acting

LIST = "/customers/customers/"
Visit = Callable[..., Any]


@pytest.fixture
def firms(house: Cast) -> list[Customer]:
    with acting(SYSTEM):
        sizes = ("large", "small", "medium")
        return [make(Customer, name=f"Firm {n:02}", owner=house.person("alice"), size_class=sizes[n % 3]) for n in range(45)]


def names(page: Any) -> list[str]:
    return page.locator("tbody a.name > span.name").all_inner_texts()


def heads(page: Any) -> list[str]:
    return page.locator("thead th[data-name]").evaluate_all("heads => heads.map(head => head.dataset.name)")


def settled(page: Any) -> None:
    page.wait_for_load_state("networkidle")
    page.locator("main:not(.htmx-swapping, .htmx-settling)").wait_for()


def test_columns_are_put_in_order_by_drag_and_by_keys(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?columns=name,size_class,owner,state", wait_until="networkidle")
    page.locator("[popovertarget=columns]").click()
    rows = page.locator(".pick")
    rows.nth(3).drag_to(rows.nth(1), target_position={"x": 40, "y": 3})
    page.locator(".pick [value=owner]").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.locator("#columns [data-v=primary]").click()
    page.wait_for_url("**columns=name,state,owner,size_class**")
    settled(page)
    assert heads(page) == ["name", "state", "owner", "size_class"]
    page.locator("th[data-name=size_class]").drag_to(page.locator("th[data-name=state]"), target_position={"x": 6, "y": 12})
    page.wait_for_url("**columns=name,size_class,state,owner**")
    settled(page)
    assert heads(page) == ["name", "size_class", "state", "owner"]
    page.locator("[popovertarget=columns]").click()
    page.locator("#columns summary", has_text="Last line").click()
    page.locator("#columns [name='foot.owner']").select_option("filled")
    page.locator("#columns [data-v=primary]").click()
    page.wait_for_url("**foot=owner:filled**")
    page.locator("tfoot", has_text="Filled in 45").wait_for()
    assert not page.complaints


def test_a_width_is_drawn_or_set_by_keys_and_kept_with_the_view(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?columns=name,size_class,owner,state", wait_until="networkidle")
    box = page.locator("th[data-name=size_class]").bounding_box()
    edge = box["x"] + box["width"] - 4
    page.mouse.move(edge, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(edge + 60, box["y"] + 16, steps=4)
    page.mouse.up()
    page.wait_for_url("**widths=name:**")
    settled(page)
    wide = page.locator("th[data-name=size_class]").bounding_box()["width"]
    assert abs(wide - box["width"] - 60) <= 2
    handle = page.locator("th[data-name=size_class] [role=separator]")
    handle.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda address: f"size_class:{round(wide)}," not in address)
    settled(page)
    assert abs(page.locator("th[data-name=size_class]").bounding_box()["width"] - wide + 32) <= 2
    assert page.evaluate("document.activeElement.closest('th')?.dataset.name") == "size_class"
    page.get_by_role("link", name="Save as a view").click()
    page.locator("dialog[open] [name=name]").fill("Mine")
    page.keyboard.press("Enter")
    page.locator(".tabs a[aria-current]", has_text="Mine").wait_for()
    assert "widths=name:" in View.objects.get().address
    settled(page)
    assert abs(page.locator("th[data-name=size_class]").bounding_box()["width"] - wide + 32) <= 2 and not page.complaints


def test_the_first_column_and_the_heads_stay(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice", width=800)
    wide = ",".join(f"{name}:400" for name in ("name", "size_class", "owner", "state", "region"))
    page.goto(f"{LIST}?columns=name,size_class,owner,state,region&widths={wide}", wait_until="networkidle")
    before = page.locator("tbody tr").first.locator("a.name").bounding_box()["x"]
    page.locator("#rows").evaluate("body => body.scrollTo(600, 400)")
    page.wait_for_timeout(100)
    assert page.locator("tbody tr").nth(12).locator("a.name").bounding_box()["x"] == before
    top = page.locator("#rows").bounding_box()["y"]
    assert page.locator("thead th").first.bounding_box()["y"] == top


def test_groups_are_closed_and_opened_by_keys_and_read_on(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?sort=name", wait_until="networkidle")
    page.locator("[popovertarget=grouping]").click()
    page.locator("#grouping a", has_text="Size").click()
    page.wait_for_url("**group=size_class")
    settled(page)
    assert page.locator("tr.group .n").all_inner_texts() == ["15", "15", "15"] and len(names(page)) == 30
    page.locator("tr.more a").first.click()
    page.locator("tbody").first.locator("a.name").nth(14).wait_for()
    page.keyboard.press("j")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**open=medium,small")
    settled(page)
    assert len(names(page)) == 20 and not page.complaints


def test_the_panel_beside_follows_the_cursor_and_closes(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?sort=name", wait_until="networkidle")
    page.keyboard.press("j")
    page.keyboard.press("Control+Enter")
    page.locator("#beside h2", has_text="Firm 00").wait_for()
    page.keyboard.press("j")
    page.locator("#beside h2", has_text="Firm 01").wait_for()
    page.locator("#beside .head", has_text="2 / 45").wait_for()
    assert page.url.endswith(f"beside={firms[1].pk}")
    page.locator("#beside [data-step='1']").click()
    page.locator("#beside h2", has_text="Firm 02").wait_for()
    settled(page)
    page.reload(wait_until="networkidle")
    assert page.locator("#beside h2").first.inner_text() == "Firm 02"
    page.keyboard.press("Escape")
    page.locator("#beside:empty").wait_for(state="attached")
    assert page.url.endswith("?sort=name")
    page.locator("tbody tr").nth(4).hover()
    page.locator("tbody tr").nth(4).locator("a.edge").click()
    page.locator("#beside h2", has_text="Firm 04").wait_for()
    settled(page)
    assert not page.complaints


@pytest.mark.parametrize("back", ["browser", "page"])
def test_ticks_cursor_and_scroll_survive_coming_back(visit: Visit, firms: list[Any], back: str) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?sort=name", wait_until="networkidle")
    for _step in range(30):
        page.keyboard.press("j")
    page.keyboard.press("x")
    top = page.locator("#rows").evaluate("body => body.scrollTop")
    assert top > 100
    page.keyboard.press("Enter")
    page.wait_for_url("**in=sort%3Dname")
    page.wait_for_load_state("networkidle")
    page.locator("main > .head", has_text="30 / 45").wait_for()
    page.go_back() if back == "browser" else page.locator("main > .head > a.btn").first.click()
    page.wait_for_url("**?sort=name")
    page.wait_for_load_state("networkidle")
    assert page.locator("#rows").evaluate("body => body.scrollTop") == top
    assert page.locator("tbody .check:checked").count() == 1
    assert page.locator("tr[data-at] .name > .name").inner_text() == "Firm 29"
    assert page.locator(".bulk").is_visible() and "1 selected" in page.locator(".bulk").inner_text()


def test_the_arrows_of_a_record_walk_its_list(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?sort=name&size_class=small", wait_until="networkidle")
    page.locator("a.name").first.click()
    page.locator("main > .head", has_text="1 / 15").wait_for()
    page.keyboard.press("j")
    page.locator("main > .head", has_text="2 / 15").wait_for()
    assert page.locator("h1").inner_text() == "Firm 04" and not page.complaints


@pytest.mark.parametrize("density", [("compact", 32), ("comfy", 46)])
def test_the_height_of_rows_is_chosen(visit: Visit, firms: list[Any], density: tuple[str, int]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?sort=name", wait_until="networkidle")
    page.locator("[popovertarget=columns]").click()
    page.locator(f"#columns .seg a[href*=density\\={density[0]}]").click()
    page.wait_for_url(f"**density={density[0]}")
    settled(page)
    assert round(page.locator("tbody tr").first.bounding_box()["height"]) == density[1]


def test_on_a_phone_rows_are_two_lines_in_groups_too(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice", width=390)
    for asked in ("?sort=name", "?sort=name&group=size_class&widths=name:500,owner:500", f"?sort=name&beside={firms[0].pk}"):
        page.goto(LIST + asked, wait_until="networkidle")
        assert fits(page), asked
        assert page.locator("#rows").evaluate("body => body.scrollWidth <= body.clientWidth"), asked
        row = page.locator("tbody tr[data-id]").first.bounding_box()
        assert page.locator("tbody tr[data-id] a.name").first.bounding_box()["x"] == 16, asked
        assert 44 <= row["height"] <= 84 and row["width"] <= 390, asked
    page.locator("#beside [data-shut]").click()
    page.locator("#beside:empty").wait_for(state="attached")
    page.locator("[popovertarget=sorting]").click()
    page.locator("#sorting a", has_text="Size").last.click()
    page.wait_for_url("**group=size_class")
    assert not page.complaints


def test_without_scripts_all_of_it_is_links_and_forms(visit: Visit, firms: list[Any]) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"{LIST}?sort=name&columns=name,size_class,won_amount")
    page.locator("tfoot noscript a").click()
    assert "45 records" in page.locator("tfoot").inner_text()
    page.locator("tbody tr").first.hover()
    page.locator("a.edge").first.click()
    assert page.locator("#beside h2").first.inner_text() == "Firm 00"
    page.locator("[data-shut]").click()
    page.locator("[popovertarget=columns]").click()
    page.locator("[value='up:size_class']").click()
    assert heads(page)[:2] == ["size_class", "name"]
    page.locator("[popovertarget=columns]").click()
    page.locator("#columns summary").first.click()
    page.locator("[name='width.size_class']").fill("200")
    page.locator("#columns [data-v=primary]").click()
    assert round(page.locator("th[data-name=size_class]").bounding_box()["width"]) == 200
    page.locator("[popovertarget=grouping]").click()
    page.locator("#grouping a", has_text="Size").click()
    page.locator("tr.more a").first.click()
    assert len(names(page)) == 5


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing(visit: Visit, firms: list[Any], theme: str, width: int) -> None:
    page = visit("erin", width=width, theme=theme)
    for asked in ("?group=size_class", f"?beside={firms[0].pk}", "?widths=name:200&density=compact"):
        page.goto(LIST + asked, wait_until="networkidle")
        if "widths" in asked and width > 720:
            page.locator("[popovertarget=columns]").click()
            page.wait_for_timeout(300)
        assert findings(page, theme) == [], asked
