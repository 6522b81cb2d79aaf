"""What the API tells: the rows of the list page, to whom, and what stays hidden."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Contact, Customer
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
DEALS = "/sales/opportunities"


@pytest.fixture
def deals(cast: Cast) -> list[Opportunity]:
    """Three of alice's and two of carol's, in other branches."""
    owners = ["alice", "alice", "carol", "alice", "carol"]
    return [make(Opportunity, owner=cast.person(name), amount=100 + n) for n, name in enumerate(owners)]


@pytest.mark.parametrize("name", ["alice", "bob", "erin", "carol"])
@pytest.mark.parametrize("asked", ["", "?sort=amount", "?amount=101..103&sort=-amount", "?owner=me", "?stage=won"])
def test_rows_equal_the_list_page(call: Call, enter: Callable, deals: list, name: str, asked: str) -> None:
    page = enter(name).get(f"{DEALS}/{asked}").content.decode()
    told = call(name).send("GET", f"{DEALS}{asked}")[1]
    on_page = list(dict.fromkeys(re.findall(rf'href="{DEALS}/(\d+)[?"]', page)))
    assert [str(item["id"]) for item in told["items"]] == on_page


@pytest.mark.parametrize(("name", "count"), [("alice", 3), ("bob", 3), ("carol", 2), ("erin", 5)])
def test_everybody_sees_their_own(call: Call, deals: list, name: str, count: int) -> None:
    status, told = call(name).get(DEALS, count="true")
    assert (status, len(told["items"]), told["count"], told["is_capped"]) == (200, count, count, False)


def test_a_stranger_gets_404_for_a_record_and_for_one_that_does_not_exist(call: Call, deals: list) -> None:
    carol = call("carol")
    hidden, nothing = carol.get(f"{DEALS}/{deals[0].pk}"), carol.get(f"{DEALS}/999999")
    assert hidden[0] == nothing[0] == 404
    assert hidden[1] == nothing[1]


def test_a_kind_that_one_may_not_see_is_not_there(call: Call) -> None:
    assert call("frank").get(DEALS)[0] == 404


def test_pages_join_without_gap_or_repeat(call: Call, cast: Cast) -> None:
    made = [make(Opportunity, owner=cast.person("alice"), amount=n % 3).pk for n in range(11)]
    alice, after, found = call("alice"), None, []
    while True:
        told = alice.get(DEALS, sort="-amount", limit=4, **({"after": after} if after else {}))[1]
        found += [item["id"] for item in told["items"]]
        if (after := told["next"]) is None:
            break
    assert len(found) == 11
    assert set(found) == set(made)


def test_a_page_is_two_queries_however_long(call: Call, cast: Cast) -> None:
    for _ in range(20):
        make(Opportunity, owner=cast.person("alice"), customer=make(Customer, owner=cast.person("alice")))
    alice = call("alice")
    alice.get(DEALS)
    with CaptureQueriesContext(connection, ) as queries:
        alice.get(DEALS)
    assert len(queries) == 2, [query["sql"] for query in queries]


def test_a_guarded_field_is_absent_everywhere(call: Call) -> None:
    product = make(Product, cost="3.5")
    alice, erin = call("alice"), call("erin")
    assert erin.get(f"/catalog/products/{product.pk}")[1]["cost"] == "3.5000"
    assert "cost" not in alice.get(f"/catalog/products/{product.pk}")[1]
    assert "cost" not in alice.get("/catalog/products")[1]["items"][0]
    assert "cost" not in alice.get("/catalog/products", columns="name,cost")[1]["items"][0]
    for asked in ({"sort": "cost"}, {"cost": "1.."}, {"cost": "none"}):
        assert alice.get("/catalog/products", **asked)[0] in {400, 403}


def test_values_are_exact_and_links_are_labelled(call: Call, cast: Cast) -> None:
    customer = make(Customer, name="深圳纸鹤", owner=cast.person("alice"))
    deal = make(Opportunity, customer=customer, amount="1234567890123456.78", owner=cast.person("alice"))
    alice = call("alice")
    told = alice.get(f"{DEALS}/{deal.pk}")[1]
    assert told["amount"] == "1234567890123456.78"
    assert told["customer"] == {"id": customer.pk, "title": "深圳纸鹤"}
    assert told["closed_on"] is None
    assert "深圳纸鹤".encode() in alice.last.content


def test_encrypted_values_are_masked(call: Call, cast: Cast) -> None:
    contact = make(Contact, mobile="13800138000", owner=cast.person("alice"))
    alice = call("alice")
    assert alice.get(f"/customers/contacts/{contact.pk}")[1]["mobile"] == "138****8000"
    assert b"13800138000" not in alice.last.content


def test_only_the_columns_that_were_asked(call: Call, deals: list) -> None:
    told = call("alice").get(DEALS, columns="name,amount")[1]
    assert set(told["items"][0]) == {"id", "version", "name", "amount"}
