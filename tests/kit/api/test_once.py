"""The Idempotency-Key: one effect, one answer, also under concurrency and after a refusal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Cast, hire
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.audit.models import Entry
from xianji.kit.api import once, tokens
from xianji.kit.api.models import IdempotentAnswer
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]
DEALS = "/sales/opportunities"


def test_the_same_again_is_answered_the_same(call: Call) -> None:
    alice, body = call("alice"), {"name": "once"}
    first = alice.post(DEALS, body, Idempotency_Key="k1")
    place = alice.last["Location"]
    assert alice.post(DEALS, body, Idempotency_Key="k1") == first
    assert (alice.last["Idempotency-Replayed"], alice.last["Location"]) == ("true", place)
    assert Opportunity.unscoped.count() == 1


def test_another_body_or_address_is_refused(call: Call) -> None:
    alice = call("alice")
    alice.post(DEALS, {"name": "once"}, Idempotency_Key="k1")
    assert alice.post(DEALS, {"name": "twice"}, Idempotency_Key="k1")[1]["code"] == "key_reused"
    assert alice.post("/customers/customers", {"name": "once"}, Idempotency_Key="k1")[0] == 422
    assert Opportunity.unscoped.count() == 1


def test_keys_belong_to_one_user(call: Call) -> None:
    assert call("alice").post(DEALS, {"name": "mine"}, Idempotency_Key="k1")[1]["owner"]["title"] == "Alice"
    assert call("carol").post(DEALS, {"name": "mine"}, Idempotency_Key="k1")[1]["owner"]["title"] == "Carol"


def test_a_refusal_leaves_nothing_and_may_be_tried_again(call: Call, cast: Cast) -> None:
    deal = make(Opportunity, owner=cast.person("alice"))
    alice, path = call("alice"), f"{DEALS}/{deal.pk}/do/win"
    assert alice.post(path, {"amount": "5"}, Idempotency_Key="k1")[0] == 422
    assert not IdempotentAnswer.objects.exists()
    customer = alice.post("/customers/customers", {"name": "Paper"})[1]["id"]
    alice.patch(f"{DEALS}/{deal.pk}", {"customer": customer, "version": 1})
    assert alice.post(path, {"amount": "5"}, Idempotency_Key="k1")[0] == 200


def test_a_key_is_kept_for_a_day(call: Call) -> None:
    alice = call("alice")
    alice.post(DEALS, {"name": "once"}, Idempotency_Key="k1")
    IdempotentAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert alice.post(DEALS, {"name": "other"}, Idempotency_Key="k1")[0] == 201
    IdempotentAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    once.forget()
    assert not IdempotentAnswer.objects.exists()


def test_a_key_that_cannot_be_kept_is_refused(call: Call) -> None:
    assert call("alice").post(DEALS, {"name": "once"}, Idempotency_Key="k" * 201)[0] == 400


@pytest.mark.django_db(transaction=True)
def test_at_the_same_time_there_is_one_effect() -> None:
    token = tokens.make(hire().users["alice"], "x")

    def send(serial: int) -> tuple[int, str]:
        try:
            status, told = Caller(token).post(DEALS, {"name": f"deal {serial % 4}"}, Idempotency_Key=f"k{serial % 4}")
            return status, told["number"]
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(send, range(20)))
    assert {status for status, _number in answers} == {201}
    assert len({number for _status, number in answers}) == 4
    assert Opportunity.unscoped.count() == Entry.objects.filter(verb="create", label="sales.opportunity").count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_written_down_after_the_transaction() -> None:
    cast = hire()
    deal = make(Opportunity, owner=cast.person("alice"))
    dave = Caller(tokens.make(cast.users["dave"], "x"))
    assert dave.post(f"{DEALS}/{deal.pk}/do/advance", {}, Idempotency_Key="k1")[0] == 403
    assert Entry.objects.filter(verb="refused:advance", source="api", actor="Dave").count() == 1
