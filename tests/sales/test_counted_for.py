"""Figures of a person count what they owned at the time: handing over later, or leaving, moves none of them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.making import make
from xianji.administration.people.actions import pass_on
from xianji.customers.models import Customer
from xianji.kit import verbs
from xianji.kit.imports.load import Asked, run
from xianji.kit.imports.mapping import Mapping
from xianji.kit.metrics import figures
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity, Order, OrderLine, RevenueEntry
from xianji.sales.opportunities.actions import lose, reopen, win
from xianji.sales.revenue.actions import correct
from xianji.sales.revenue.booking import Source, earner, entry, write


def by_person(name):
    return {row.key: row.value for row in figures(name, "owner").rows}


@pytest.fixture
def deal(cast):
    with acting(SYSTEM):
        return make(Opportunity, customer=make(Customer, owner=cast.person("alice")), stage="contract", owner=cast.person("alice"))


def test_a_deal_counts_for_whoever_won_it_and_not_for_its_heir(deal, cast, enter):
    with cast.acting("erin"):
        win(deal, amount=Decimal(500))
        verbs.hand_over(Opportunity.objects.get(pk=deal.pk), cast.person("carol"))
        assert Opportunity.objects.get(pk=deal.pk).owner == cast.person("carol")
        for name, value in (("won_revenue", 500), ("won_count", 1), ("win_rate", 1), ("average_deal", 500)):
            assert by_person(name) == {"Alice": value}, name
        assert by_person("open_pipeline") == {}
        opened = figures("won_revenue", "owner").rows[0].href
        of_alice, of_carol = (figures("won_revenue", "", {"owner": str(cast.person(one).pk)}).total.value for one in ("alice", "carol"))
    assert (of_alice, of_carol) == (500, 0)
    assert str(deal) in enter("erin").get(opened).content.decode(), "the list behind the figure"
    page = enter("erin").get("/insight/performance")
    assert "Alice" in page.content.decode() and "Carol" not in page.content.decode()


def test_opened_again_it_counts_for_nobody_and_then_for_whoever_closes_it(deal, cast):
    with cast.acting("erin"):
        lose(deal, lost_reason="Price", competitor="Lanhai")
        assert Opportunity.objects.get(pk=deal.pk).counts_for == cast.person("alice")
        reopen(Opportunity.objects.get(pk=deal.pk), why="They called back")
        assert Opportunity.objects.get(pk=deal.pk).counts_for is None
        verbs.hand_over(Opportunity.objects.get(pk=deal.pk), cast.person("carol"))
        win(Opportunity.objects.get(pk=deal.pk), amount=Decimal(7))
        assert by_person("won_revenue") == {"Carol": 7} and by_person("lost_count") == {}


def test_what_a_file_closes_counts_as_well(deal, cast):
    """A new row, and one that was there: the file does not name the column."""
    columns = ["number", "name", "customer", "stage", "closed_on", "amount", "owner"]
    customer, owner = deal.customer.number, cast.person("carol").number
    lines = [[deal.number, str(deal), customer, "won", "2026-03-01", "5", owner], ["OP-OLD-1", "Old", customer, "won", "2026-03-02", "6", owner]]
    content = "\n".join(",".join(row) for row in [columns, *lines]).encode()
    with cast.acting("erin"):
        asked = Asked(Opportunity.label(), "a.csv", content, Mapping.of({"columns": {name: name for name in columns}, "key": "number"}), {})
        report = run(asked)
        assert not report["errors"], report["errors"]
        assert by_person("won_revenue") == {"Carol": 11}


def test_a_leavers_revenue_stays_theirs_and_what_comes_back_is_taken_from_them(cast):
    alice, carol = cast.person("alice"), cast.person("carol")
    with acting(SYSTEM):
        line = make(OrderLine, order=make(Order, owner=alice), quantity=Decimal(10), net=Decimal(100), cost=Decimal(4))
        line = OrderLine.unscoped.select_related("order").get(pk=line.pk)
        write([entry(line, Source.DELIVERY, date(2026, 7, 1), Decimal(0), Decimal(10))])
        pass_on(alice, carol, set())
        booked = RevenueEntry.unscoped.get()
        assert (booked.owner, booked.counts_for) == (carol, alice)
        line = OrderLine.unscoped.select_related("order").get(pk=line.pk)
        assert line.order.owner == carol and earner(line) == alice.pk
        correct(booked, net=Decimal(90), why="A slip")
        assert set(RevenueEntry.unscoped.values_list("counts_for__name", "owner__name")) == {("Alice", "Carol")}
    with cast.acting("erin"):
        assert by_person("revenue_recognised") == {"Alice": Decimal(90)}
