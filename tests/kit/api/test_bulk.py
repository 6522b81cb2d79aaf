"""Many rows in one call: together or each for itself, with a result per row."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, hire
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.api import bulk, tokens
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
DEALS, BULK = "/sales/opportunities", "/sales/opportunities/bulk"


@pytest.fixture
def deals(cast: Cast) -> list[Opportunity]:
    alice = cast.person("alice")
    customer = make(Customer, owner=alice)
    return [make(Opportunity, owner=alice, customer=customer, amount="10") for _ in range(3)]


def row(do: str, deal: Opportunity | None = None, **body: object) -> dict:
    return {"do": do, **({"id": deal.pk} if deal else {}), **({"body": body} if body else {})}


def test_create_change_and_verbs_in_one_transaction(call: Call, deals: list) -> None:
    first, second, third = deals
    status, told = call("alice").post(BULK, {"rows": [
        row("create", name="new"), row("change", first, name="other", version=1), row("win", second, amount="7"),
        row("advance", third),
    ]})  # fmt: skip
    assert (status, told["done"], told["refused"]) == (200, 4, 0)
    assert [one["status"] for one in told["rows"]] == [201, 200, 200, 200]
    assert [one["version"] for one in told["rows"]] == [1, 2, 2, 2]
    stored = {deal.pk: deal for deal in Opportunity.unscoped.all()}
    assert stored[first.pk].name == "other"
    assert (stored[second.pk].stage, stored[third.pk].stage) == ("won", "needs")
    assert stored[told["rows"][0]["id"]].name == "new"
    assert Entry.objects.filter(source="api", verb__in=["create", "change", "win", "advance"]).count() == 4


def test_together_one_refusal_undoes_all_and_each_is_told(call: Call, deals: list) -> None:
    status, told = call("alice").post(BULK, {"rows": [
        row("change", deals[0], name="other", version=1), row("change", deals[1], name="x" * 201, version=1),
        row("change", deals[2], name="late", version=9),
    ]})  # fmt: skip
    assert (status, told["code"]) == (422, "rows_refused")
    assert [one["status"] for one in told["rows"]] == [424, 422, 409]
    [problem] = told["rows"][1]["problem"]["problems"]
    assert (problem["field"], problem["rule"], problem["given"]) == ("name", "max_length", "x" * 200)
    assert told["rows"][2]["problem"]["version"] == 1
    assert not Opportunity.unscoped.filter(name__in=["other", "late"]).exists()
    assert not Entry.objects.filter(verb="change", source="api").exists()


def test_each_for_itself(call: Call, deals: list) -> None:
    rows = [row("change", deals[0], name="other", version=1), row("win", deals[1], amount="many"), row("delete", deals[2])]
    status, told = call("alice").post(BULK, {"rows": rows, "together": False})
    assert (status, told["done"], told["refused"]) == (200, 1, 2)
    assert [one["status"] for one in told["rows"]] == [200, 422, 403]
    assert Opportunity.unscoped.filter(name="other").count() == 1


def test_what_one_does_not_see_is_not_there(call: Call, deals: list) -> None:
    told = call("carol").post(BULK, {"rows": [row("advance", deals[0])], "together": False})[1]
    assert told["rows"] == [{"status": 404, "problem": told["rows"][0]["problem"]}]
    assert told["rows"][0]["problem"]["code"] == "not_found"


def test_a_closed_kind_gives_nothing(call: Call, cast: Cast) -> None:
    told = call("frank").post(BULK, {"rows": [row("create", name="x")], "together": False})[1]
    assert told["rows"][0]["status"] == 404


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "rows"), ({"rows": [{"do": "nonsense"}]}, "rows.0.do"), ({"rows": [{"id": 1}]}, "rows.0.do"),
        ({"rows": [{"do": "advance", "id": 0}]}, "rows.0.id"), ({"rows": [{"do": "create", "body": 5}]}, "rows.0.body"),
        ({"rows": {}}, "rows"), ({"rows": [], "together": "yes"}, "together"), ({"rows": [{"do": "win", "more": 1}]}, "rows.0.more"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_rows_is_refused_whole(call: Call, body: dict, named: str) -> None:
    status, told = call("alice").post(BULK, body)
    assert (status, list(told["fields"])) == (422, [named])


def test_too_many_rows_are_refused(call: Call) -> None:
    status, told = call("alice").post(BULK, {"rows": [row("create", name="x")] * (bulk.MOST + 1)})
    assert (status, list(told["fields"])) == (422, ["rows"])
    assert not Opportunity.unscoped.exists()


def test_ids_stand_where_they_belong(call: Call, deals: list) -> None:
    told = call("alice").post(BULK, {"rows": [row("create", deals[0], name="x"), {"do": "advance"}], "together": False})[1]
    assert [list(one["problem"]["fields"]) for one in told["rows"]] == [["id"], ["id"]]


def test_an_if_match_of_the_call_is_for_no_row(call: Call, deals: list) -> None:
    assert call("alice").post(BULK, {"rows": [row("advance", deals[0])]}, If_Match='"9"')[0] == 200
    assert call("alice").post(BULK, {"rows": [row("change", deals[1], name="x")]}, If_Match='"1"')[0] == 422


def test_the_same_key_again_does_nothing_again(call: Call, deals: list) -> None:
    alice, body = call("alice"), {"rows": [row("create", name="new")]}
    assert alice.post(BULK, body, Idempotency_Key="k1") == alice.post(BULK, body, Idempotency_Key="k1")
    assert Opportunity.unscoped.filter(name="new").count() == 1


@pytest.mark.django_db(transaction=True)
def test_refusals_are_written_down_after_the_transaction() -> None:
    cast = hire()
    deals = [make(Opportunity, owner=cast.person("alice")) for _ in range(2)]
    dave = Caller(tokens.make(cast.users["dave"], "x"))
    assert dave.post(BULK, {"rows": [row("advance", deal) for deal in deals]})[0] == 422
    assert Entry.objects.filter(verb="refused:advance", source="api", actor="Dave").count() == 2
