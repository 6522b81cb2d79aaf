"""One deed for many records by the API: a job with its address, progress, what was left out, stop and undo; and ETags of readings."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.bulk.models import Bulk
from xianji.kit.jobs.running import run
from xianji.kit.marks import keeping as marks
from xianji.org.loading import update
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
LIST, JOBS = "/customers/customers", "/customers/customers/bulk/jobs"


@pytest.fixture
def firms(cast: Cast) -> list[Customer]:
    make(Customer, name="Elsewhere", size_class="small", owner=cast.person("carol"))
    return [make(Customer, name=f"Firm {n}", size_class="small", owner=cast.person("alice")) for n in range(3)]


def done(told: dict) -> None:
    run(Bulk.objects.get(key=told["id"]).job_id)


def test_all_that_match_are_changed_by_a_job_and_taken_back(call: Call, firms: list) -> None:
    alice = call("alice")
    firms[0].registration_type, firms[0].registration_no = "usci", "wrong"
    update(firms[:1], ["registration_type", "registration_no"])
    status, job = alice.post(JOBS, {"do": "change", "where": {"size_class": "small"}, "body": {"size_class": "large"}})
    assert (status, job["state"], job["done"]) == (202, "waiting", 0)
    address = alice.last["Location"].removeprefix("/api")
    done(job)
    status, job = alice.get(address)
    assert (status, job["state"], job["done"], job["left_out"], job["total"]) == (200, "done", 2, 1, 3)
    status, rows = alice.get(f"{address}/left_out")
    [row] = rows["items"]
    assert (row["record"], row["rule"], row["field"], row["given"]) == (firms[0].pk, "invalid", "registration_no", "wrong")
    assert call("bob").get(address)[0] == 404 == call("bob").get(f"{address}/left_out")[0]
    status, undo = alice.post(f"{address}/undo")
    assert (status, undo["undoes"], undo["done"]) == (202, job["id"], 2)
    assert set(Customer.unscoped.values_list("size_class", flat=True)) == {"small"}
    assert alice.post(f"{address}/undo")[0] == 422


def test_the_same_key_begins_one_job(call: Call, firms: list) -> None:
    asked = {"do": "tag", "ids": [firms[0].pk], "body": {"tags": ["VIP", "new"]}}
    first = call("alice").post(JOBS, asked, Idempotency_Key="once")
    again = call("alice").post(JOBS, asked, Idempotency_Key="once")
    assert first == again and Bulk.objects.count() == 1
    done(first[1])
    assert marks.names_of(firms[0]) == ["VIP", "new"]


def test_verbs_handing_over_and_stopping(call: Call, firms: list, cast: Cast) -> None:
    deal = make(Opportunity, owner=cast.person("alice"), customer=firms[0], amount="5")
    status, job = call("alice").post("/sales/opportunities/bulk/jobs", {"do": "win", "ids": [deal.pk], "body": {"amount": "7.50"}})
    done(job)
    deal.refresh_from_db()
    assert (status, deal.stage, str(deal.amount)) == (202, "won", "7.50")
    bob = call("bob")
    _status, job = bob.post(JOBS, {"do": "hand_over", "where": {}, "body": {"to": "Bob", "reason": "holiday"}})
    assert bob.post(f"{JOBS}/{job['id']}/stop")[1]["state"] == "stopped"
    done(job)
    assert not Customer.unscoped.filter(owner=cast.person("bob")).exists() and Bulk.objects.latest("pk").reason == "holiday"


@pytest.mark.parametrize(("asked", "status", "place"), [
    ({"do": "change", "body": {"size_class": "large"}}, 422, "where"),
    ({"do": "change", "where": {}, "ids": [1], "body": {"size_class": "large"}}, 422, "where"),
    ({"do": "change", "where": {}, "body": {"name": "One"}}, 422, "name"),
    ({"do": "change", "where": {}, "body": {"size_class": "large", "version": 1}}, 422, "version"),
    ({"do": "change", "where": {}, "body": {}}, 422, "body"), ({"do": "delete", "where": {}}, 403, None),
    ({"do": "change", "where": {"nonsense": "1"}, "body": {"size_class": "large"}}, 400, None),
    ({"do": "change", "where": {"layout": "board"}, "body": {"size_class": "large"}}, 400, None),
    ({"do": "fly", "where": {}}, 422, "do"), ({"do": "win_back", "where": {}, "body": {"x": 1}}, 422, "body.x"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused_at_once(call: Call, firms: list, asked: dict, status: int, place: str | None) -> None:
    answered, told = call("alice").post(JOBS, asked)
    assert answered == status and not Bulk.objects.exists(), told
    assert place is None or place.rpartition(".")[2] in " ".join(told["fields"]), told


def test_what_one_has_is_not_sent_again(call: Call, firms: list) -> None:
    alice, one = call("alice"), f"{LIST}/{firms[0].pk}"
    for address in (one, LIST, f"{LIST}?fields=name"):
        assert alice.get(address)[0] == 200
        etag = alice.last["ETag"]
        assert alice.send("GET", address, None, If_None_Match=f'"x", W/{etag}')[0] == 304
        assert alice.last["ETag"] == etag and not alice.last.content
        assert alice.send("GET", address, None, If_None_Match='"1"')[0] == 200
    alice.get(one)
    etag = alice.last["ETag"]
    assert etag.startswith('"1-')
    assert alice.send("PATCH", one, {"size_class": "large"}, If_Match=etag)[0] == 200
    assert alice.send("GET", one, None, If_None_Match=etag)[0] == 200
    assert alice.send("PATCH", one, {"size_class": "small"}, If_Match=etag)[0] == 412
