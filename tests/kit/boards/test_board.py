"""The board: lanes in order, cards within scope, and moves by the verbs that lead there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.boards.declared import board_of
from xianji.kit.boards.moves import moves, reached
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import advance, win

BOARD = "/sales/opportunities/?layout=board"
Enter = Callable[[str], Client]


@pytest.fixture
def deal(cast: Cast) -> Opportunity:
    with acting(SYSTEM):
        customer = make(Customer, name="Crane Paper", owner=cast.person("alice"))
        return make(Opportunity, name="Folding line", customer=customer, owner=cast.person("alice"), amount=1200)


def lanes(client: Client, more: str = "") -> dict[str, dict[str, Any]]:
    return {lane["value"]: lane for lane in client.get(BOARD + more).context["lanes"]}


def test_lanes_stand_in_order_with_count_sum_and_weight(enter: Enter, deal: Opportunity) -> None:
    found = lanes(enter("alice"))
    assert list(found) == ["qualify", "needs", "solution", "negotiation", "contract", "won", "lost"]
    first = found["qualify"]
    assert (first["count"], first["sum"], first["weighted"], first["percent"]) == ("1", "1,200", "120", "10%")
    assert [card["title"] for card in first["cards"]] == ["Folding line"] and found["won"]["is_folded"]


def test_others_see_neither_cards_nor_sums(enter: Enter, deal: Opportunity) -> None:
    found = lanes(enter("carol"))
    assert all(lane["cards"] == [] and lane["count"] == "0" and not lane["sum"] for lane in found.values())


def test_who_may_not_see_the_list_has_no_board(enter: Enter, deal: Opportunity) -> None:
    assert enter("frank").get(BOARD).status_code == 404


def test_one_without_cards_is_reached_by_the_keys_all_the_same(enter: Enter, deal: Opportunity) -> None:
    """It is wider than the window and there is no card to go to."""
    bare, full = (enter(name).get(BOARD).content.decode() for name in ("carol", "alice"))
    assert 'tabindex="0" role="region" aria-label="Opportunities"' in bare and 'role="region" aria-label="Opp' not in full


def test_where_nothing_fits_the_filters_it_says_so_and_leads_on(enter: Enter, deal: Opportunity) -> None:
    found = enter("alice").get(f"{BOARD}&q=nothing-of-this-name").content.decode()
    assert "Nothing fits these filters" in found and "Clear the filters" in found and 'class="board"' not in found
    assert 'class="board"' in enter("alice").get(f"{BOARD}&q={deal.name}").content.decode()


def test_a_filter_on_the_lane_opens_it(enter: Enter, deal: Opportunity) -> None:
    assert list(lanes(enter("alice"), "&stage=won")) == ["won"]
    assert not lanes(enter("alice"), "&stage=won")["won"]["is_folded"]


def test_an_object_without_board_has_none(enter: Enter, cast: Cast) -> None:
    assert enter("erin").get("/catalog/currencies/?layout=board").status_code == 404


def test_a_card_that_stays_too_long_is_marked(enter: Enter, deal: Opportunity) -> None:
    for stay, mark in ((29, 0), (31, 1), (61, 2)):
        Opportunity.unscoped.update(staged_on=timezone.localdate() - timedelta(days=stay))
        assert lanes(enter("alice"))["qualify"]["cards"][0]["rot"] == mark


def test_ways_come_from_the_verbs(cast: Cast) -> None:
    assert reached(advance, "qualify") == {"needs": 1, "solution": 2, "negotiation": 3, "contract": 4}
    assert reached(win, "needs") == {"won": 1}
    resource = registry.resource_of(Opportunity)
    with acting(SYSTEM):
        ways = moves(resource, board_of(resource))
    assert set(ways["solution"]) == {"needs", "negotiation", "contract", "won", "lost"}
    assert ways["solution"]["needs"].asks and not ways["solution"]["contract"].asks


def test_a_drop_two_lanes_on_is_two_steps_with_their_history(enter: Enter, deal: Opportunity) -> None:
    answer = enter("alice").post(f"/sales/opportunities/{deal.pk}/drop", {"to": "solution"})
    assert answer.status_code == 302
    deal = Opportunity.unscoped.get(pk=deal.pk)
    assert deal.stage == "solution" and deal.staged_on == timezone.localdate()
    assert list(deal.stage_changes.values_list("after", flat=True)) == ["needs", "solution"]


def test_the_ways_of_a_card_are_a_page(enter: Enter, deal: Opportunity) -> None:
    here = f"/sales/opportunities/{deal.pk}"
    text = enter("alice").get(f"{here}/drop", {"next": BOARD}).content.decode()
    assert f'formaction="{here}/drop" name="to" value="solution"' in text and f'value="{BOARD}"' in text
    assert f'href="{here}/do/win?next=/sales' in text and 'value="qualify"' not in text
    assert enter("carol").get(f"{here}/drop").status_code == 404
    Opportunity.unscoped.update(stage="won", closed_on=timezone.localdate())
    assert enter("alice").get(f"{here}/drop").status_code == 404


def test_a_menu_is_there_once_a_lane(enter: Enter, deal: Opportunity) -> None:
    with acting(SYSTEM):
        for _time in range(3):
            make(Opportunity, customer=deal.customer, owner=deal.owner)
    text = enter("alice").get(BOARD).content.decode()
    assert text.count("data-card=") == 4 and text.count("formaction=\"/drop\" name=\"to\" value=\"needs\"") == 1


def test_a_drop_that_asks_shows_the_verb_and_changes_nothing(enter: Enter, deal: Opportunity) -> None:
    answer = enter("alice").post(f"/sales/opportunities/{deal.pk}/drop", {"to": "won", "next": BOARD})
    assert answer.url == f"/sales/opportunities/{deal.pk}/do/win?next=%2Fsales%2Fopportunities%2F%3Flayout%3Dboard"
    done = enter("alice").post(answer.url, {"amount": "5", "version": deal.version})
    assert done.url == BOARD and Opportunity.unscoped.get(pk=deal.pk).stage == "won"


@pytest.mark.parametrize("lane", ["nowhere", "", "qualify"])
def test_a_drop_where_no_verb_leads_does_nothing(enter: Enter, deal: Opportunity, lane: str) -> None:
    assert enter("alice").post(f"/sales/opportunities/{deal.pk}/drop", {"to": lane}).status_code == 404
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "qualify"


def test_what_one_may_not_see_cannot_be_dropped(enter: Enter, deal: Opportunity) -> None:
    assert enter("carol").post(f"/sales/opportunities/{deal.pk}/drop", {"to": "needs"}).status_code == 404


def test_the_price_of_a_board(enter: Enter, deal: Opportunity) -> None:
    client = enter("alice")
    client.get(BOARD)
    with CaptureQueriesContext(connection) as asked:
        client.get(BOARD)
    assert len(asked) <= 2 + 5 + 2
