"""What programs may write, and what is refused with which name."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Product
from xianji.customers.models import Contact, Customer
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
DEALS = "/sales/opportunities"


@pytest.fixture
def deal(cast: Cast) -> Opportunity:
    return make(Opportunity, owner=cast.person("alice"), amount="10")


def test_create(call: Call, cast: Cast) -> None:
    customer = make(Customer, owner=cast.person("alice"))
    alice = call("alice")
    status, told = alice.post(DEALS, {"name": "Kräne", "customer": customer.number, "amount": "0.10"})
    assert (status, told["owner"]["title"], told["customer"]["id"]) == (201, "Alice", customer.pk)
    assert alice.last["Location"] == f"/api{DEALS}/{told['id']}"
    entry = Entry.objects.get(verb="create", label="sales.opportunity", record_id=told["id"])
    assert (entry.source, entry.actor) == ("api", "Alice")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"name": "x", "nonsense": 1}, "nonsense"),
        ({"name": "x", "stage": "won"}, "stage"),
        ({"name": "x", "number": "OP-1"}, "number"),
        ({"name": "x", "version": 3}, "version"),
        ({"name": "x", "unit": 1}, "unit"),
        ({"name": "x", "org_path": "1."}, "org_path"),
        ({"name": "x", "created_by": 1}, "created_by"),
        ({"name": "x", "id": 1}, "id"),
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"name": 5}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"name": "x", "amount": "10.001"}, "amount"),
        ({"name": "x", "amount": "1e3"}, "amount"),
        ({"name": "x", "amount": True}, "amount"),
        ({"name": "x", "amount": "99999999999999999999"}, "amount"),
        ({"name": "x", "opened_on": "2026-02-30"}, "opened_on"),
        ({"name": "x", "opened_on": 20260101}, "opened_on"),
        ({"name": "x", "customer": "nobody knows it"}, "customer"),
        ({"name": "x", "customer": 10**30}, "customer"),
        ({"name": "x", "customer": {"id": 1}}, "customer"),
    ],
)
def test_what_does_not_fit_is_named(call: Call, body: dict, named: str) -> None:
    status, told = call("alice").post(DEALS, body)
    assert (status, list(told["fields"])) == (422, [named])
    assert not Opportunity.unscoped.exists()


def test_the_owner_of_a_new_record_lies_within_reach(call: Call, cast: Cast) -> None:
    carol = cast.person("carol")
    assert call("alice").post(DEALS, {"name": "x", "owner": carol.number})[0] == 403
    assert call("erin").post(DEALS, {"name": "x", "owner": carol.number})[1]["owner"]["title"] == "Carol"


def test_a_link_to_what_one_may_not_see_does_not_exist(call: Call, cast: Cast) -> None:
    hidden = make(Customer, name="Hidden", owner=cast.person("carol"))
    for given in (hidden.pk, hidden.number, "Hidden", f"#{hidden.pk}"):
        status, told = call("alice").post(DEALS, {"name": "x", "customer": given})
        assert (status, list(told["fields"])) == (422, ["customer"])


def test_a_change_needs_the_version(call: Call, deal: Opportunity) -> None:
    alice, path = call("alice"), f"{DEALS}/{deal.pk}"
    assert list(alice.patch(path, {"amount": "11"})[1]["fields"]) == ["version"]
    assert alice.patch(path, {"amount": "11", "version": 1})[1]["version"] == 2
    assert alice.patch(path, {"amount": 12.5}, If_Match='"2"')[1]["amount"] == "12.50"
    assert alice.last["ETag"] == '"3"'
    assert alice.patch(path, {"amount": "13"}, If_Match="nonsense")[0] == 422


def test_a_stale_change_is_told_with_both_values(call: Call, deal: Opportunity) -> None:
    path = f"{DEALS}/{deal.pk}"
    call("bob").patch(path, {"amount": "20", "version": 1})
    status, told = call("alice").patch(path, {"amount": "30", "next_step": "call", "version": 1})
    assert (status, told["code"], told["by"]) == (409, "stale", "Bob")
    assert told["conflicts"]["amount"] == {"yours": "30.00", "theirs": "20.00"}
    assert Opportunity.unscoped.get(pk=deal.pk).amount == 20


@pytest.mark.parametrize("field", ["owner", "stage", "number", "closed_on", "unit", "org_path", "updated_by", "deleted_at"])
def test_no_mass_assignment(call: Call, deal: Opportunity, field: str) -> None:
    status, told = call("erin").patch(f"{DEALS}/{deal.pk}", {field: 1, "version": 1})
    assert (status, list(told["fields"])) == (422, [field])


def test_a_guarded_field_is_not_written_and_not_told_by_a_conflict(call: Call, cast: Cast) -> None:
    product = make(Product, cost="3")
    assert call("erin").patch(f"/catalog/products/{product.pk}", {"cost": "4", "version": 1})[0] == 200
    for name, body in (("alice", {"cost": "5", "version": 1}), ("frank", {"cost": "5", "version": 1})):
        status, told = call(name).patch(f"/catalog/products/{product.pk}", body)
        assert status == 403
        assert "conflicts" not in told


def test_hand_over(call: Call, cast: Cast, deal: Opportunity) -> None:
    path = f"{DEALS}/{deal.pk}/hand_over"
    assert call("alice").post(path, {"to": "Carol"})[0] == 403
    assert call("bob").post(path, {"to": "Carol", "version": 9})[0] == 409
    status, told = call("bob").post(path, {"to": cast.person("carol").number, "reason": "moved"})
    assert (status, told) == (200, {"id": deal.pk, "version": 2})
    assert call("carol").get(f"{DEALS}/{deal.pk}")[1]["owner"]["title"] == "Carol"


def test_delete_and_restore(call: Call, deal: Opportunity) -> None:
    erin, path = call("erin"), f"{DEALS}/{deal.pk}"
    assert call("alice").delete(path)[0] == 403
    assert erin.delete(path, If_Match='"9"')[0] == 412
    assert erin.delete(path) == (204, None)
    assert erin.get(path)[0] == erin.delete(path)[0] == 404
    assert call("alice").post(f"{path}/restore")[0] == 403
    assert call("carol").post(f"{path}/restore")[0] == 404
    assert erin.post(f"{path}/restore")[1]["id"] == deal.pk


def test_a_masked_value_sent_back_does_not_destroy_the_true_one(call: Call, cast: Cast) -> None:
    contact = make(Contact, mobile="13800138000", owner=cast.person("alice"))
    alice, path = call("alice"), f"/customers/contacts/{contact.pk}"
    status, told = alice.patch(path, {"mobile": alice.get(path)[1]["mobile"], "version": 1})
    assert (status, list(told["fields"])) == (422, ["mobile"])
    assert alice.patch(path, {"mobile": "13900139000", "version": 1})[1]["mobile"] == "139****9000"


def test_a_broken_rule_of_the_model_is_named(call: Call) -> None:
    body = {"name": "Paper", "registration_type": "ubn", "registration_no": "12345678"}
    status, told = call("alice").post("/customers/customers", body)
    assert (status, list(told["fields"])) == (422, ["registration_no"])


def test_what_the_database_excludes_is_a_conflict(call: Call) -> None:
    erin, body = call("frank"), {"country": "CN", "date": "2026-10-01", "is_worked": False}
    made = erin.post("/administration/workdays", body)[1]
    assert erin.delete(f"/administration/workdays/{made['id']}")[0] == 204
    assert erin.post("/administration/workdays", body)[0] in {409, 422}


def test_lines_are_written_with_the_record(call: Call) -> None:
    erin, rates = call("erin"), [{"from_on": "2026-01-01", "rate": "7.8"}, {"from_on": "2026-07-01", "rate": "7.9"}]
    made = erin.post("/catalog/currencies", {"code": "EUR", "name": "Euro", "rates": rates})[1]
    first, second = made["rates"]
    changed = [{"id": first["id"], "gone": True}, {"id": second["id"], "rate": "8"}, {"from_on": "2027-01-01", "rate": 9}]
    status, told = erin.patch(f"/catalog/currencies/{made['id']}", {"rates": changed, "version": 1})
    assert (status, [line["rate"] for line in told["rates"]]) == (200, ["8.000000", "9.000000"])


def test_a_refused_line_refuses_the_whole(call: Call) -> None:
    erin = call("erin")
    body = {"code": "EUR", "name": "Euro", "rates": [{"from_on": "2026-01-01", "rate": "1"}, {"from_on": "x", "rate": "1"}]}
    assert list(erin.post("/catalog/currencies", body)[1]["fields"]) == ["rates.1.from_on"]
    made = erin.post("/catalog/currencies", {**body, "rates": []})[1]
    sent = {"name": "E", "version": 1, "rates": [{"id": 999, "rate": "1"}]}
    assert list(erin.patch(f"/catalog/currencies/{made['id']}", sent)[1]["fields"]) == ["rates.0.id"]
    assert erin.get(f"/catalog/currencies/{made['id']}")[1]["name"] == "Euro"


def test_an_activity_points_to_a_record_that_one_sees(call: Call, deal: Opportunity) -> None:
    body = {"subject": "Called", "kind": "call", "about_label": "sales.opportunity", "about_id": deal.pk}
    assert call("alice").post("/workspace/activities", body)[1]["about_id"] == deal.pk
    assert list(call("carol").post("/workspace/activities", body)[1]["fields"]) == ["about_id"]
    assert call("alice").post("/workspace/activities", {**body, "about_label": "auth.user"})[0] == 422
    assert call("alice").post("/workspace/activities", {"subject": "x", "about_id": deal.pk})[0] == 422
