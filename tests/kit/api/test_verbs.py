"""Verbs by their address, with typed arguments."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity

Call = Callable[[str], Caller]


@pytest.fixture
def path(cast: Cast) -> str:
    alice = cast.person("alice")
    deal = make(Opportunity, owner=alice, customer=make(Customer, owner=alice), amount="10")
    return f"/sales/opportunities/{deal.pk}"


def test_a_verb_takes_its_arguments(call: Call, path: str) -> None:
    status, told = call("alice").post(f"{path}/do/win", {"amount": "99.5", "closed_on": "2026-03-01", "version": 1})
    assert (status, told["stage"], told["amount"], told["closed_on"]) == (200, "won", "99.50", "2026-03-01")
    assert Entry.objects.filter(verb="win", source="api").exists()


def test_a_verb_without_arguments_takes_an_empty_body(call: Call, path: str) -> None:
    alice = call("alice")
    assert alice.post(f"{path}/do/advance")[1]["stage"] == "needs"
    assert alice.post(f"{path}/do/advance", {})[1]["stage"] == "solution"


@pytest.mark.parametrize(
    ("verb", "body", "named"),
    [
        ("win", None, "body"), ("win", {}, "amount"), ("win", {"amount": "1", "nonsense": 1}, "nonsense"),
        ("win", {"amount": None}, "amount"), ("win", {"amount": "1", "closed_on": "soon"}, "closed_on"),
        ("lose", {"lost_reason": "x" * 201}, "lost_reason"), ("step_back", {"why": 3}, "why"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(call: Call, path: str, verb: str, body: dict, named: str) -> None:
    status, told = call("alice").post(f"{path}/do/{verb}", body)
    assert (status, list(told["fields"])) == (422, [named])


def test_the_wrong_state_is_a_conflict(call: Call, path: str) -> None:
    alice = call("alice")
    alice.post(f"{path}/do/win", {"amount": "1"})
    assert alice.post(f"{path}/do/win", {"amount": "1"})[0] == 409


def test_a_stale_version_is_a_conflict(call: Call, path: str) -> None:
    status, told = call("alice").post(f"{path}/do/advance", {"version": 7})
    assert (status, told["code"]) == (409, "stale")


def test_who_may_not_is_told_so_and_who_does_not_see_it_is_not(call: Call, path: str) -> None:
    assert call("dave").post(f"{path}/do/advance")[0] == 403
    assert call("carol").post(f"{path}/do/advance")[0] == 404
    assert call("alice").post(f"{path}/do/nonsense")[0] == 404
