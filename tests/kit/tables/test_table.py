"""The table of a list: columns and widths from the address, sums below, what is refused."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.tables import totals as adding
from xianji.kit.tables.drawn import foot_told
from xianji.kit.tables.feet import Foot, Part
from xianji.kit.tables.totals import Total, folded, total
from xianji.org.access.models import Share
from xianji.sales.models import Opportunity

CUSTOMERS, DEALS = "/customers/customers/", "/sales/opportunities/"
Enter = Callable[[str], Client]


@pytest.fixture
def deals(cast: Cast) -> list[Opportunity]:
    alice, carol = cast.person("alice"), cast.person("carol")
    mine = [make(Opportunity, name=f"Deal {n}", owner=alice, amount=Decimal(f"{n}.01"), stage="needs") for n in range(1, 4)]
    return [*mine, make(Opportunity, name="Of Carol", owner=carol, amount=1000)]


@pytest.mark.parametrize(
    "asked",
    ["?widths=nothing:100", "?widths=name:9999", "?widths=name:-5", "?widths=name:٣٠٠", "?widths=name", "?density=airy",
     "?foot=nothing:sum", "?foot=amount:median", "?foot=owner:avg", "?foot=owner",
     "?group=name", "?group=customer", "?group=nothing", "?group=won_amount"],
)  # fmt: skip
def test_a_shape_that_cannot_be_shown_is_said_plainly(cast: Cast, enter: Enter, asked: str) -> None:
    answer = enter("alice").get(DEALS + asked)
    assert answer.status_code == 400 and "note" in answer.content.decode()


def test_widths_stand_in_the_address_and_others_are_as_usual(deals: list[Any], enter: Enter) -> None:
    text = enter("alice").get(DEALS + "?columns=name,amount,stage&widths=amount:140").content.decode()
    assert '<col style="width:260px"><col style="width:140px"><col></colgroup>' in text.replace('<col style="width:40px">', "")
    assert "data-fixed" not in enter("alice").get(DEALS).content.decode()


@pytest.mark.parametrize(
    ("sent", "clean"),
    [
        ("columns=name&columns=stage&move=up:stage", "?columns=stage,name"),
        ("columns=name&columns=stage&move=down:stage", "?columns=name,stage"),
        ("columns=name&columns=stage&move=up:amount", "?columns=name,stage"),
        ("columns=name&width.name=200&width.stage=", "?columns=name&widths=name:200"),
        ("columns=name&width.name=&widths=name:90", "?columns=name"),
        ("columns=name&foot.amount=avg&foot.owner=", "?columns=name&foot=amount:avg"),
    ],
)
def test_the_picker_makes_a_clean_address(cast: Cast, enter: Enter, sent: str, clean: str) -> None:
    assert enter("alice").get(f"{DEALS}?{sent}").url == DEALS + clean


def test_the_sum_is_over_everything_that_matches_and_one_may_see(deals: list[Any], enter: Enter) -> None:
    assert ">6.03</td>" in enter("alice").get(DEALS + "sums?columns=name,amount").content.decode()
    assert ">1,006.03</td>" in enter("erin").get(DEALS + "sums?columns=name,amount").content.decode()
    found = enter("erin").get(DEALS + "sums?columns=name,amount&amount=2..4").content.decode()
    assert ">5.02</td>" in found and "2 records" in found
    assert ">6.03</td>" in enter("alice").get(DEALS + "?columns=name,amount&sums=now").content.decode()


def test_what_others_share_is_added_as_well(deals: list[Any], cast: Cast, enter: Enter) -> None:
    Share.objects.create(label=Opportunity.label(), record_id=deals[3].pk, person=cast.person("alice"))
    for address in ("sums?columns=name,amount", "sums?columns=name,amount&amount=0.."):
        assert ">1,006.03</td>" in enter("alice").get(DEALS + address).content.decode()


def test_too_many_to_add_up_is_said_and_no_wrong_sum_shown(deals: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(adding, "MOST", 2)
    text = enter("erin").get(DEALS + "sums?columns=name,amount&amount=0..").content.decode()
    assert "too many to add up" in text and "1,006" not in text and "6.03" not in text
    kept = enter("erin").get(DEALS + "sums?columns=name,amount").content.decode()
    assert ">1,006.03</td>" in kept, "the roll-up of the board has the answer"


def test_a_guarded_field_is_not_summed_for_who_may_not_see_it(deals: list[Any], enter: Enter, monkeypatch: Any) -> None:
    monkeypatch.setattr(type(registry.resource_of(Opportunity)), "guarded", {"amount": "nobody.has.this"})
    for address in ("sums?columns=name,amount", "sums?columns=name,amount&stage=needs", "?group=stage&columns=name,amount"):
        text = enter("erin").get(DEALS + address).content.decode()
        assert "6.03" not in text and "1,006" not in text, address
    monkeypatch.undo()


def test_nobody_without_the_list_gets_its_sums_or_groups(deals: list[Any], enter: Enter) -> None:
    for address in ("sums", "more?group=stage&stage=needs", f"{deals[0].pk}/place?in=view=all"):
        assert enter("frank").get(DEALS + address).status_code == 404


def test_the_last_line_tells_what_is_asked_of_each_column(deals: list[Any], enter: Enter) -> None:
    alice, erin = enter("alice"), enter("erin")
    columns = "columns=name,amount,expected_on,owner"

    def told(client: Client, foot: str, more: str = "") -> list[str]:
        text = client.get(f"{DEALS}sums?{columns}&foot={foot}{more}").content.decode()
        return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", text)][-4:]

    Opportunity.unscoped.filter(pk=deals[0].pk).update(expected_on=date(2026, 3, 1))
    Opportunity.unscoped.filter(pk__in=[one.pk for one in deals[1:]]).update(expected_on=None)
    assert told(alice, "amount:avg,expected_on:filled")[1:] == ["Average 2.01", "Filled in 1", ""]
    assert told(erin, "amount:avg,owner:filled")[1:] == ["Average 251.51", "", "Filled in 4"]
    assert told(erin, "amount:min,expected_on:max")[1] == "Smallest 1.01"
    assert told(erin, "amount:max", "&amount=..100")[1] == "Largest 3.01"
    assert told(erin, "amount:none")[1] == ""
    assert told(erin, "expected_on:max")[2].startswith("Latest ") and told(erin, "expected_on:min", "&amount=2..")[2] == "Earliest —"
    grouped = erin.get(f"{DEALS}?{columns}&foot=amount:avg&group=owner").content.decode()
    assert ">2.01</td>" in grouped and ">1,000</td>" in grouped and "Average</span> 251.51</td>" in grouped


def test_parts_of_figures_make_the_figure_of_all() -> None:
    one, other = Part(2, Decimal(10), 1, 9), Part(1, Decimal(2), 2, 2)
    assert one + other == Part(3, Decimal(12), 1, 9) and one + Part() == one
    rows = [{"stage": "won", "currency": unit, "number": 2, "filled_amount": count, "total_amount": amount}
            for unit, count, amount in (("CNY", 2, Decimal(6)), ("USD", 1, Decimal(5)), (None, 0, None))]  # fmt: skip
    foot = Foot(registry.resource_of(Opportunity).column("amount"), "avg")
    parts = folded(rows, "stage", "currency", [], (foot,))["won"].parts["amount"]
    assert foot_told(foot, parts) == "CNY 3 · USD 5"


def test_currencies_are_never_added_to_each_other() -> None:
    rows = [
        {"stage": "won", "currency": "CNY", "number": 2, "sum_amount": Decimal("10.00")},
        {"stage": "won", "currency": "USD", "number": 1, "sum_amount": Decimal("5.00")},
        {"stage": "won", "currency": None, "number": 1, "sum_amount": None},
    ]
    found = folded(rows, "stage", "currency", ["amount"])
    assert found == {"won": Total(4, {"amount": {"CNY": Decimal("10.00"), "USD": Decimal("5.00"), "": Decimal(0)}})}


def test_a_sum_equals_adding_up_by_hand(deals: list[Any], cast: Cast) -> None:
    resource = registry.resource_of(Opportunity)
    for name in ("alice", "bob", "carol", "erin"):
        with cast.acting(name):
            for asked in ({}, {"stage": "needs"}, {"stage": "!needs"}, {"owner": "me"}, {"amount": "2.."}, {"q": "Deal"}):
                query = ListQuery(resource, asked)
                rows = list(query.rows())
                found = total(query, ["amount"])
                assert found is not None and found.count == len(rows), (name, asked)
                by_hand = sum((row.amount or 0 for row in rows), Decimal(0))
                assert sum(found.amounts.get("amount", {}).values(), Decimal(0)) == by_hand, (name, asked)


def test_the_price_of_sums(deals: list[Any], enter: Enter, django_assert_max_num_queries: Any) -> None:
    client = enter("erin")
    for warm in ("sums", "sums?amount=1.."):
        client.get(DEALS + warm)
    with django_assert_max_num_queries(4):
        client.get(DEALS + "sums")
    with django_assert_max_num_queries(3):
        client.get(DEALS + "sums?amount=1..")


def test_a_table_without_money_has_no_sums(cast: Cast, enter: Enter) -> None:
    make(Customer, name="Crane", owner=cast.person("alice"))
    assert "<tfoot" not in enter("alice").get(CUSTOMERS + "?columns=name,state").content.decode()
    assert "<tfoot" in enter("alice").get(CUSTOMERS).content.decode()
