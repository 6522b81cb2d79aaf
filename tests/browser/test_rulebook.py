"""The rulebook before a browser: a table edited by keys and paste, tried, reviewed by another; parameters; on a phone and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import findings, fits, sound, until
from tests.cast import Cast
from xianji.rulebook.tables import editing
from xianji.rulebook.tables.models import TableVersion

TABLES = "/policy/tables"
PASTE = """([field, text]) => { const given = new DataTransfer(); given.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true })); }"""


def draft() -> TableVersion:
    return TableVersion.objects.get(table="customer.scale", number=2)


def saved(page: Any, work: Callable[[], Any], status: int = 200) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/save")) as answer:
        work()
    assert answer.value.status == status
    page.locator("form[data-unsaved]").wait_for(state="detached")


def test_a_table_is_edited_tried_and_approved_by_another(visit: Callable[..., Any], house: Cast) -> None:
    page = visit("erin")
    page.goto(f"{TABLES}/customer.scale", wait_until="networkidle")
    page.get_by_role("button", name="New version").click()
    page.wait_for_url("**/customer.scale/2")
    first = page.locator('input[name="r1.w.staff"]')
    first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "r2.w.staff"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.name") == "r2.w.revenue"
    page.keyboard.type("≥ 3000万")
    saved(page, lambda: page.keyboard.press("Enter"))
    assert draft().read.rows[1].when["revenue"] == "≥ 30,000,000"
    page.locator("td[data-chg] s", has_text="≥ 20,000,000").wait_for()

    page.locator('input[name="r3.w.staff"]').fill("many")
    saved(page, lambda: page.keyboard.press("Tab"), 422)
    assert "is not a number" in page.locator("td:has([aria-invalid]) .err").inner_text()
    assert draft().read.rows[2].when["staff"] == "≥ 20"
    saved(page, lambda: page.locator('input[name="r3.w.staff"]').fill("≥ 20") or page.keyboard.press("Tab"))

    page.locator('input[name="r3.w.staff"]').focus()
    saved(page, lambda: page.keyboard.press("Control+Enter"))
    page.locator('tr[data-row="r5"]').wait_for()
    saved(page, lambda: page.evaluate(PASTE, [page.locator('input[name="r5.w.staff"]').element_handle(), "≥ 10\t≥ 1,000,000\tSmall enterprise\n≥ 5\t\tmicro"]))
    assert [row.id for row in draft().read.rows] == ["r1", "r2", "r3", "r5", "r4"]
    assert draft().read.row("r5").then == {"scale": "small"}
    assert draft().read.row("r4").when == {"staff": "≥ 5"}
    page.locator("#chips .tag", has_text="Not everything is covered").wait_for()
    saved(page, lambda: page.keyboard.press("Control+z"))
    until(page, lambda: draft().read.row("r5").when == {} and draft().read.row("r4").when == {})
    saved(page, lambda: page.locator('input[name="r5.w.staff"]').focus() or page.keyboard.press("Control+Backspace"))
    assert [row.id for row in draft().read.rows] == ["r1", "r2", "r3", "r4"]

    page.goto(f"{TABLES}/customer.scale/2", wait_until="networkidle")
    page.locator("#try-staff").fill("500")
    page.locator("#try-revenue").fill("25,000,000")
    page.get_by_role("button", name="Run").click()
    page.locator("tr[data-hit]#row-r3").wait_for()
    assert "Small enterprise" in page.locator(".answer").inner_text()
    assert "v1 answers: Scale Medium enterprise" in page.locator("#try").inner_text()
    page.get_by_role("button", name="Keep as a fixed case").click()
    page.wait_for_url("**#cases")
    assert len(draft().read.cases) == 4
    assert fits(page) and findings(page) == []

    page.get_by_role("link", name="Submit for review").click()
    page.locator("[name=reason]").fill("Medium ones are larger today")
    page.get_by_role("button", name="Submit for review").click()
    page.wait_for_url("**/customer.scale/2")
    assert page.get_by_role("button", name="Approve").count() == 0, "nobody approves their own version"
    assert page.get_by_role("link", name="Withdraw").is_visible()
    other = visit("dave")
    other.goto(f"{TABLES}/customer.scale", wait_until="networkidle")
    sound(other)
    other.locator(".next").get_by_role("button", name="Approve").click()
    other.locator("ol.trail", has_text="Dave").get_by_text("Approved").first.wait_for()
    assert draft().state == "approved" and not other.complaints
    assert [told for told in page.complaints if "422" not in told] == []


def test_what_is_written_while_a_save_is_on_its_way_is_saved_too(visit: Callable[..., Any], house: Cast) -> None:
    with house.acting("erin"):
        editing.begin("customer.scale")
    page = visit("erin")
    page.goto(f"{TABLES}/customer.scale/2", wait_until="networkidle")
    held: list[Any] = []
    page.route("**/save", lambda route: route.continue_() if held else held.append(route))
    page.locator('input[name="r1.w.staff"]').fill("≥ 2000")
    page.locator('input[name="r3.w.staff"]').focus()
    until(page, lambda: held)
    page.keyboard.type("≥ 30")
    saved(page, held[0].continue_)
    assert page.locator('input[name="r3.w.staff"]').input_value() == "≥ 30"
    saved(page, lambda: page.keyboard.press("Tab"))
    assert [row.when["staff"] for row in draft().read.rows[:3]] == ["≥ 2000", "≥ 300", "≥ 30"]
    page.locator('input[name="r3.w.staff"]').focus()
    saved(page, lambda: page.keyboard.press("Control+z"))
    assert [row.when["staff"] for row in draft().read.rows[:3]] == ["≥ 2000", "≥ 300", "≥ 20"]


def test_a_table_is_edited_without_scripts(visit: Callable[..., Any], house: Cast) -> None:
    with house.acting("erin"):
        editing.begin("customer.scale")
    page = visit("erin", scripts=False)
    page.goto(f"{TABLES}/customer.scale/2")
    page.locator('input[name="r1.w.staff"]').fill("lots")
    page.locator("#grid noscript button").click()
    assert "is not a number" in page.locator("td .err").inner_text()
    page.locator('input[name="r1.w.staff"]').fill("≥ 2000")
    page.locator("#grid noscript button").click()
    assert page.locator("td[data-chg] s").inner_text() == "≥ 1000"
    assert draft().read.rows[0].when["staff"] == "≥ 2000"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_table_is_read_and_tried_on_a_phone(visit: Callable[..., Any], theme: str) -> None:
    page = visit("alice", width=390, theme=theme)
    page.goto(f"{TABLES}/opportunity.stage/1?row=r5", wait_until="networkidle")
    assert page.locator("tr[data-hit]").get_attribute("id") == "row-r5"
    page.locator("#try-stage").select_option("contract")
    page.get_by_role("button", name="Run").click()
    page.locator(".answer", has_text="90%").wait_for()
    sound(page, theme)


def test_a_parameter_is_found_and_set_for_later(visit: Callable[..., Any]) -> None:
    page = visit("erin")
    page.goto("/policy/parameters", wait_until="networkidle")
    sound(page)
    page.locator(".subhead [name=q]").fill("opp.idle")
    page.get_by_role("button", name="Show").click()
    page.locator("a.name").click()
    page.locator("[name=value]").fill("21")
    page.locator("[name=reason]").fill("Deals take longer here")
    page.get_by_role("button", name="Save").click()
    page.locator("table", has_text="Deals take longer here").wait_for()
    assert "21 days" in page.locator("table").inner_text()
    sound(page)
    assert not page.complaints
