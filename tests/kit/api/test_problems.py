"""A refusal names the rule and what was given, in the caller's language; a stale ETag is answered with both values."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.catalog.models import Product
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
DEALS = "/sales/opportunities"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, ("name", "required", None)),
        ({"name": "x", "amount": "1e3"}, ("amount", "figure", "1e3")),
        ({"name": "x", "amount": True}, ("amount", "figure", True)),
        ({"name": "x" * 300}, ("name", "max_length", "x" * 200)),
        ({"name": "x", "opened_on": "2026-02-30"}, ("opened_on", "date", "2026-02-30")),
        ({"name": "x", "customer": "nobody"}, ("customer", "unknown", "nobody")),
        ({"name": "x", "customer": {"id": 1}}, ("customer", "link", '{"id": 1}')),
        ({"name": "x", "nonsense": 1}, ("nonsense", "unknown_field", 1)),
        ({"name": "\ud800"}, ("name", "storable", "?")),
    ],
)  # fmt: skip
def test_the_rule_and_what_was_given(call: Call, body: dict, told: tuple) -> None:
    status, content = call("alice").post(DEALS, body)
    [problem] = content["problems"]
    assert (status, problem["field"], problem["rule"], problem.get("given")) == (422, *told)
    assert content["fields"][told[0]] == [problem["message"]]


def test_a_taken_value_is_told_as_that(call: Call) -> None:
    make(Product, sku="A-1")
    make(Product, sku="A-2")
    erin = call("erin")
    pk = Product.unscoped.get(sku="A-2").pk
    [problem] = erin.patch(f"/catalog/products/{pk}", {"sku": "A-1", "version": 1})[1]["problems"]
    assert (problem["field"], problem["rule"], problem["given"]) == ("sku", "unique", "A-1")


def test_a_filter_is_told_by_its_name(call: Call) -> None:
    [problem] = call("alice").get(DEALS, amount="much")[1]["problems"]
    assert (problem["field"], problem["rule"], problem["given"]) == ("amount", "bad_filter", "much")


def test_in_the_language_of_the_caller(call: Call) -> None:
    alice = call("alice")
    told = {}
    for language in ("en", "zh-Hans", "zh-Hant"):
        headers = {"Authorization": f"Bearer {alice.token}", "Accept-Language": language}
        answer = Client(headers=headers).post(f"/api{DEALS}", {"name": "x", "opened_on": "soon"}, "application/json")
        told[language] = answer.json()["problems"][0]["message"]
    assert told["en"].startswith("This must be a date")
    assert len(set(told.values())) == 3


def test_a_stale_etag_is_a_failed_precondition_with_both_values(call: Call, cast: Cast) -> None:
    deal = make(Opportunity, owner=cast.person("alice"), amount="10")
    alice, path = call("alice"), f"{DEALS}/{deal.pk}"
    alice.get(path)
    etag = alice.last["ETag"]
    assert alice.patch(path, {"amount": "20"}, If_Match=etag)[0] == 200
    status, told = alice.patch(path, {"amount": "30"}, If_Match=etag)
    assert (status, told["code"], told["by"], told["version"]) == (412, "stale", "Alice", 2)
    assert told["conflicts"] == {"amount": {"yours": "30.00", "theirs": "20.00"}}
    assert alice.last["ETag"] == '"2"'
    assert alice.patch(path, {"amount": "30", "version": 1})[0] == 409


@pytest.mark.parametrize("path", ["/do/advance", "/hand_over", "/restore"])
def test_verbs_heed_the_etag(call: Call, cast: Cast, path: str) -> None:
    deal = make(Opportunity, owner=cast.person("alice"))
    erin = call("erin")
    if path == "/restore":
        erin.delete(f"{DEALS}/{deal.pk}")
    body = {"to": cast.person("alice").pk} if path == "/hand_over" else {}
    assert erin.post(f"{DEALS}/{deal.pk}{path}", body, If_Match='"9"')[0] == 412
    assert erin.post(f"{DEALS}/{deal.pk}{path}", body, If_Match='"nonsense"')[0] == 422


def test_two_versions_in_one_request_are_refused(call: Call, cast: Cast) -> None:
    deal = make(Opportunity, owner=cast.person("alice"))
    assert call("alice").patch(f"{DEALS}/{deal.pk}", {"name": "x", "version": 1}, If_Match='"2"')[0] == 422
