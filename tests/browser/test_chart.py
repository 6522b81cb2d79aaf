"""Charts of a list before a browser: chosen by mouse and keyboard, each mark opens its rows, on a phone and without scripts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.browser.looking import findings, fits, needs_axe
from tests.cast import Cast
from tests.making import make
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity

LIST = "/sales/opportunities/"
Visit = Callable[..., Any]


@pytest.fixture
def deals(house: Cast) -> list[Opportunity]:
    with acting(SYSTEM):
        stages = ("needs", "won", "lost")
        return [make(Opportunity, name=f"Deal {n}", owner=house.person("alice"), amount=100 * n, stage=stages[n % 3],
                     opened_on=date(2026, 1 + n % 5, 3)) for n in range(1, 13)]  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390])
def test_a_chart_is_chosen_and_a_mark_opens_its_rows(visit: Visit, deals: list[Any], width: int) -> None:
    page = visit("alice", width=width)
    page.goto(LIST, wait_until="networkidle")
    if width < 720:
        page.locator("[popovertarget=sorting]").click()
        page.locator("#sorting a", has_text="Chart").click()
    else:
        page.locator(".head .seg a", has_text="Chart").click()
    page.wait_for_url("**layout=chart")
    page.wait_for_load_state("networkidle")
    page.locator("select[name=sum]").select_option("amount")
    page.wait_for_url("**sum=amount**")
    page.wait_for_load_state("networkidle")
    assert fits(page)
    marks = page.locator(".bars a")
    assert [one.split("\n")[0] for one in marks.all_inner_texts()] == ["Needs", "Won", "Lost"]
    page.locator("select[name=by]").select_option("opened_on")
    page.locator(".plot polyline").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    dots = page.locator(".plot i")
    assert dots.count() == 5
    dots.first.click()
    page.wait_for_url("**opened_on=2026-01")
    page.wait_for_load_state("networkidle")
    assert page.locator("tbody tr[data-id]").count() == 2 and not page.complaints


def test_the_dots_lie_on_the_line(visit: Visit, deals: list[Any]) -> None:
    page = visit("alice")
    page.goto(f"{LIST}?layout=chart&by=opened_on&sum=amount", wait_until="networkidle")
    svg = page.locator(".plot svg").bounding_box()
    points = [tuple(map(float, one.split(","))) for one in page.locator("polyline").get_attribute("points").split()]
    for n, (x, y) in enumerate(points):
        dot = page.locator(".plot i").nth(n).bounding_box()
        assert abs(dot["x"] + dot["width"] / 2 - svg["x"] - svg["width"] * x / 100) < 1.5
        assert abs(dot["y"] + dot["height"] / 2 - svg["y"] - svg["height"] * y / 100) < 1.5


def test_without_scripts_a_chart_is_a_form_and_links(visit: Visit, deals: list[Any]) -> None:
    page = visit("alice", scripts=False)
    page.goto(f"{LIST}?layout=chart")
    page.locator("select[name=across]").select_option("owner")
    page.locator(".chart-form button").click()
    assert page.locator(".heat tbody a").all_inner_texts() == ["4", "4", "4"]
    page.locator(".heat tbody a").first.click()
    assert page.locator("tbody tr[data-id]").count() == 4


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing(visit: Visit, deals: list[Any], theme: str, width: int) -> None:
    page = visit("erin", width=width, theme=theme)
    for asked in ("&by=stage&sum=amount", "&by=opened_on", "&by=opened_on&mark=bar", "&by=stage&across=opened_on"):
        page.goto(f"{LIST}?layout=chart{asked}", wait_until="networkidle")
        if page.locator("details.data").count():
            page.locator("details.data > summary").click()
        assert findings(page, theme) == [], asked
