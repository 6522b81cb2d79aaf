"""The heads of a board: the roll-up equals adding up every record, whatever was done to them."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import build, make
from xianji.customers.models import Customer
from xianji.kit import registry, sets, verbs
from xianji.kit.boards import rollup
from xianji.kit.boards.declared import board_of
from xianji.kit.boards.models import LaneTotal
from xianji.kit.boards.totals import Total, grouped, totals
from xianji.kit.lists.query import ListQuery
from xianji.lib.actor import SYSTEM, acting
from xianji.org.actors import actor_of
from xianji.org.models import Share
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.actions import advance, lose, win


def resource() -> Any:
    return registry.resource_of(Opportunity)


def kept() -> dict[tuple[Any, ...], tuple[int, Decimal]]:
    rows = LaneTotal.objects.values_list("label", "lane", "owner_id", "unit_id", "count", "amount")
    return {tuple(row[:4]): (row[4], row[5]) for row in rows if row[4] or row[5]}


def counted() -> dict[tuple[Any, ...], tuple[int, Decimal]]:
    board = board_of(resource())
    assert board is not None
    counts, units = rollup.facts(Opportunity, board)
    return {place: (counts[place], Decimal(units[place]) / 100) for place in counts}


@pytest.fixture
def deals(cast: Cast) -> list[Opportunity]:
    with acting(SYSTEM):
        customer = make(Customer, owner=cast.person("alice"))
        return [
            make(Opportunity, customer=customer, owner=cast.person(name), amount=Decimal(n) + Decimal("0.10"), stage=stage)
            for n, (name, stage) in enumerate(
                (name, stage) for name in ("alice", "bob", "carol") for stage in ("qualify", "needs", "won")
            )
        ]


def test_any_work_leaves_roll_up_and_records_equal(cast: Cast, deals: list[Opportunity]) -> None:
    pick = Random(3)
    with acting(SYSTEM):
        for _turn in range(40):
            deal = Opportunity.unscoped.get(pk=pick.choice(deals).pk)
            if deal.deleted_at:
                verbs.restore(deal)
            elif deal.stage in ("won", "lost") or pick.random() < 0.2:
                verbs.delete(deal)
            else:
                pick.choice([
                    lambda d: advance(d) if d.stage != "contract" else win(d, amount=7),
                    lambda d: win(d, amount=Decimal("9.99")),
                    lambda d: lose(d, lost_reason="price", competitor="Crane"),
                    lambda d: verbs.change(d, {"amount": Decimal(pick.randint(1, 99))}),
                    lambda d: verbs.change(d, {"amount": None}),
                    lambda d: verbs.hand_over(d, cast.person(pick.choice(("alice", "carol", "erin")))),
                ])(deal)  # fmt: skip
            assert kept() == counted()
        sets.insert_many(Opportunity, [build(Opportunity, name=f"n{n}", amount=n, stage="needs") for n in range(5)])
        sets.change_many(Opportunity.unscoped.filter(stage="needs"), {"owner": cast.person("bob")}, verb="hand_over")
        assert kept() == counted()
    assert rollup.rebuild() == 0


@pytest.mark.parametrize("name", ["alice", "bob", "carol", "dave", "erin", "frank"])
def test_everybody_sees_the_sum_of_what_they_may_see(cast: Cast, deals: list[Opportunity], name: str) -> None:
    Share.objects.create(label=Opportunity.label(), record_id=deals[8].pk, person=cast.person("alice"))
    with acting(actor_of(cast.users[name])):
        board = board_of(resource())
        assert board is not None
        query = ListQuery(resource(), {})
        assert totals(query, board) == grouped(query.rows(), board, is_open=True)


def test_a_filter_is_added_up_from_the_records(cast: Cast, deals: list[Opportunity]) -> None:
    with acting(SYSTEM):
        board = board_of(resource())
        assert board is not None
        query = ListQuery(resource(), {"owner": str(cast.person("bob").pk), "layout": "board"})
        assert totals(query, board) == {
            "qualify": Total(1, Decimal("3.10")), "needs": Total(1, Decimal("4.10")), "won": Total(1, Decimal("5.10")),
        }  # fmt: skip


def test_what_a_resource_leaves_out_is_not_counted(deals: list[Opportunity], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(resource()), "narrowed", lambda self, rows: rows.exclude(stage="won"))
    with acting(SYSTEM):
        board = board_of(resource())
        assert board is not None
        assert set(totals(ListQuery(resource(), {}), board)) == {"qualify", "needs"}


def test_what_was_written_past_the_store_is_found_and_put_right(deals: list[Opportunity]) -> None:
    Opportunity.unscoped.filter(pk=deals[0].pk).update(stage="lost", updated_at=timezone.now())
    assert kept() != counted()
    with acting(SYSTEM):
        assert rollup.rebuild() == 2
    assert kept() == counted()
