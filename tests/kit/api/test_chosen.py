"""`fields` and `expand`: what is told of a record and of those it leads to, bounded, in scope, and never what is closed."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.catalog.models import Product
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
DEALS = "/sales/opportunities"


@pytest.fixture
def deal(cast: Cast) -> Opportunity:
    alice = cast.person("alice")
    return make(Opportunity, owner=alice, amount="10", customer=make(Customer, name="深圳纸鹤", owner=alice))


def test_only_the_fields_that_were_asked(call: Call, deal: Opportunity) -> None:
    alice = call("alice")
    [item] = alice.get(DEALS, fields="name,created_at")[1]["items"]
    assert set(item) == {"id", "version", "name", "created_at"}
    assert set(alice.get(f"{DEALS}/{deal.pk}", fields="amount")[1]) == {"id", "version", "amount"}


@pytest.mark.parametrize("asked", [{"fields": "nonsense"}, {"fields": "customer__name"}, {"fields": "org_path"}])
def test_an_unknown_field_is_refused(call: Call, deal: Opportunity, asked: dict) -> None:
    for path in (DEALS, f"{DEALS}/{deal.pk}"):
        assert call("alice").get(path, **asked)[0] == 400


def test_fields_and_columns_exclude_each_other(call: Call, deal: Opportunity) -> None:
    assert call("alice").get(DEALS, fields="name", columns="name")[0] == 400


def test_a_closed_field_stays_closed(call: Call) -> None:
    product = make(Product, cost="3.5")
    told = call("alice").get("/catalog/products", fields="sku,cost")[1]["items"][0]
    assert set(told) == {"id", "version", "sku"}
    assert "cost" not in call("alice").get(f"/catalog/products/{product.pk}", fields="cost")[1]


def test_links_are_told_whole(call: Call, deal: Opportunity) -> None:
    alice = call("alice")
    whole = alice.get(f"/customers/customers/{deal.customer_id}")[1]
    for told in (alice.get(DEALS, expand="customer,owner")[1]["items"][0], alice.get(f"{DEALS}/{deal.pk}", expand="customer")[1]):
        assert told["customer"] == whole
    assert alice.get(DEALS, expand="owner", fields="name")[1]["items"][0]["owner"]["name"] == "Alice"


def test_what_one_may_not_see_stays_a_title(call: Call, cast: Cast, deal: Opportunity) -> None:
    """Carol's deal with a customer of Alice's: its title stands there, its record does not."""
    hers = make(Opportunity, owner=cast.person("carol"), customer=deal.customer)
    [told] = call("carol").get(DEALS, expand="customer")[1]["items"]
    assert told["id"] == hers.pk
    assert told["customer"] == {"id": deal.customer_id, "title": "深圳纸鹤"}
    assert "won_amount" in call("alice").get(DEALS, expand="customer")[1]["items"][0]["customer"]


def test_guards_hold_in_what_is_expanded(call: Call, deal: Opportunity) -> None:
    """When somebody was hired is for the personnel file."""
    owner = call("alice").get(DEALS, expand="owner")[1]["items"][0]["owner"]
    assert "name" in owner
    assert "hired_on" not in owner
    assert "hired_on" in call("dave").get(DEALS, expand="owner")[1]["items"][0]["owner"]


@pytest.mark.parametrize("expand", ["amount", "nonsense", "customer.owner", "customer__owner"])
def test_what_is_no_link_is_refused(call: Call, deal: Opportunity, expand: str) -> None:
    status, told = call("alice").get(DEALS, expand=expand)
    assert (status, told["code"]) == (400, "bad_filter")


def test_more_than_a_few_links_are_refused(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xianji.kit.api.chosen.MOST", 1)
    assert call("alice").get(DEALS, expand="customer")[0] == 200
    assert call("alice").get(DEALS, expand="customer,owner")[0] == 400


def test_each_link_is_one_statement_however_many_rows(call: Call, cast: Cast) -> None:
    alice = call("alice")
    for _ in range(20):
        make(Opportunity, owner=cast.person("alice"), customer=make(Customer, owner=cast.person("alice")))
    alice.get(DEALS, expand="customer,owner")
    with CaptureQueriesContext(connection) as queries:
        items = alice.get(DEALS, expand="customer,owner")[1]["items"]
    assert len(queries) == 2 + 2, [query["sql"] for query in queries]
    assert all("industry" in item["customer"] for item in items)
