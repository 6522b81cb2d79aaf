"""Two people decide on one request at the same moment: both words are kept, and what was asked for is done once."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from tests.cast import Cast
from xianji.approval.models import Request, Seat
from xianji.approval.requests.actions import approve, reject, withdraw
from xianji.approval.requests.rules import role, stage
from xianji.audit.models import Entry
from xianji.kit.refusals import Refused
from xianji.lib.actor import acting
from xianji.sales.models import Order

from .conftest import Approved

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 4


def at_once(cast: Cast, request: Request, *deeds: tuple[str, Callable[..., None]]) -> list[str]:
    """Each by a thread of its own, which begins when all stand ready; tells who was refused."""
    ready, refused = threading.Barrier(len(deeds)), []
    actors = {name: cast.actor(name) for name, _verb in deeds}

    def do(name: str, verb: Callable[..., None]) -> None:
        try:
            with acting(actors[name]):
                seen = Request.unscoped.get(pk=request.pk)
                ready.wait(timeout=20)
                verb(seen, comment="at once")
        except Refused:
            refused.append(name)
        finally:
            connections.close_all()

    people = [threading.Thread(target=do, args=deed, daemon=True) for deed in deeds]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)
    assert not any(person.is_alive() for person in people)
    return refused


def done(order: Order) -> int:
    """How often it was carried out."""
    return Entry.objects.filter(label="sales.order", record_id=order.pk, verb="agree").count()


def test_both_words_count_and_it_is_carried_out_once(orders: Approved, cast: Cast) -> None:
    orders.chain = [stage(role("SD"), role("FIN"))]
    for _turn in range(TURNS):
        request = orders.asked(order := orders.order())
        assert at_once(cast, request, ("erin", approve), ("grace", approve)) == []
        assert Request.unscoped.get(pk=request.pk).state == "approved"
        assert Seat.objects.filter(request=request, state="approved").count() == 2
        assert Order.unscoped.get(pk=order.pk).state == "confirmed" and done(order) == 1


def test_where_one_yes_is_enough_a_no_at_once_changes_nothing(orders: Approved, cast: Cast) -> None:
    orders.chain = [stage(role("SD"), role("FIN"), quorum="any")]
    for _turn in range(TURNS):
        request = orders.asked(order := orders.order())
        assert at_once(cast, request, ("erin", approve), ("grace", reject)) in ([], ["grace"])
        assert Request.unscoped.get(pk=request.pk).state == "approved" and done(order) == 1


def test_what_is_withdrawn_and_agreed_to_at_once_is_either(orders: Approved, cast: Cast) -> None:
    orders.chain = "SD"
    for _turn in range(TURNS):
        request = orders.asked(order := orders.order())
        refused = at_once(cast, request, ("erin", approve), ("alice", withdraw))
        state = Request.unscoped.get(pk=request.pk).state
        assert (state, refused, done(order)) in (("approved", ["alice"], 1), ("withdrawn", ["erin"], 0))
