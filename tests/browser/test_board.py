"""The board under a mouse and under a keyboard."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity

BOARD = "/sales/opportunities/?layout=board"


@pytest.fixture
def deal(house: Cast) -> Opportunity:
    with acting(SYSTEM):
        customer = make(Customer, name="Crane Paper", owner=house.person("alice"))
        return make(Opportunity, name="Folding line", customer=customer, owner=house.person("alice"), amount=1200)


def test_a_card_is_dragged_and_the_place_says_what_will_happen(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(BOARD)
    card, lane = page.locator("[data-card]"), page.locator('[data-lane="needs"]')
    card.hover()
    page.mouse.down()
    lane.hover()
    lane.hover(position={"x": 60, "y": 90})
    assert page.locator(".slot").inner_text() == "Move forward"
    lane.hover(position={"x": 70, "y": 100})
    page.mouse.up()
    page.get_by_text("“Folding line” is now in “Needs”.").wait_for()
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "needs" and not page.complaints


def test_alt_and_arrow_move_the_card_that_has_the_focus(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice")
    page.goto(BOARD)
    page.locator("[data-card] a").focus()
    page.keyboard.press("Alt+ArrowRight")
    page.get_by_text("“Folding line” is now in “Needs”.").wait_for()
    page.locator("[data-card] a").focus()
    page.keyboard.press("Alt+ArrowLeft")
    dialog = page.locator("dialog[open]")
    dialog.locator("button[data-v=primary]").click()
    dialog.get_by_text("1 field is not right yet").wait_for()
    dialog.locator("[name=why]").fill("The need is not clear")
    dialog.locator("button[data-v=primary]").click()
    page.get_by_text("Move back: Folding line").wait_for()
    assert page.url.endswith(BOARD)
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "qualify"
    assert all("422" in complaint for complaint in page.complaints)


def test_the_menu_moves_without_scripts(visit: Callable[..., Any], deal: Opportunity) -> None:
    page = visit("alice", width=390, scripts=False)
    page.goto(BOARD)
    page.locator("[data-card] button").click()
    page.get_by_role("button", name="Solution").click()
    page.wait_for_url(f"**{BOARD}")
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "solution"


@pytest.mark.parametrize("width", [1440, 390])
def test_a_move_is_taken_back_from_the_toast_and_from_the_history(
    visit: Callable[..., Any], deal: Opportunity, width: int
) -> None:
    page = visit("alice", width=width)
    page.goto(BOARD, wait_until="networkidle")
    for _turn in range(2):
        page.locator("[data-card] button").click()
        page.get_by_role("button", name="Solution").click()
        page.get_by_text("“Folding line” is now in “Solution”.").wait_for()
        page.wait_for_load_state("networkidle")
        if _turn == 0:
            page.get_by_role("button", name="Undo").click()
            page.get_by_text("Moved back: Folding line").wait_for()
            assert Opportunity.unscoped.get(pk=deal.pk).stage == "qualify" and page.url.endswith(BOARD)
            page.wait_for_load_state("networkidle")
    page.goto(f"/sales/opportunities/{deal.pk}?tab=history", wait_until="networkidle")
    page.get_by_role("link", name="Take it back").first.click()
    page.locator("form.sheet-form button[data-v=primary]").click()
    page.get_by_text("Moved back: Folding line").wait_for()
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "qualify" and not page.complaints
