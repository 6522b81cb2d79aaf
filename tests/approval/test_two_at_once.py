"""Two people decide on one request at the same moment: both words are kept, and what was asked for is done once."""

from collections.abc import Callable

import pytest

from tests.at_once import Ready, at_once
from tests.cast import Cast
from xianji.approval.models import Request, Seat
from xianji.approval.requests.actions import approve, reject, withdraw
from xianji.approval.requests.rules import role, stage
from xianji.audit.models import Entry
from xianji.lib.actor import acting
from xianji.sales.models import Order

from .conftest import Approved

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 4


def refused(cast: Cast, request: Request, *deeds: tuple[str, Callable[..., None]]) -> list[str]:
    """Who was, of those who decide at once."""
    actors = {name: cast.actor(name) for name, _verb in deeds}

    def decides(name: str, verb: Callable[..., None]) -> Callable[[Ready], None]:
        def decide(ready: Ready) -> None:
            with acting(actors[name]):
                seen = Request.unscoped.get(pk=request.pk)
                ready()
                verb(seen, comment="at once")

        return decide

    ends = at_once(*(decides(name, verb) for name, verb in deeds))
    return [name for (name, _verb), was in zip(deeds, ends, strict=True) if was]


def done(order: Order) -> int:
    """How often it was carried out."""
    return Entry.objects.filter(label="sales.order", record_id=order.pk, verb="agree").count()


def test_both_words_count_and_it_is_carried_out_once(orders: Approved, cast: Cast) -> None:
    orders.chain = [stage(role("SD"), role("FIN"))]
    for _turn in range(TURNS):
        request = orders.asked(order := orders.order())
        assert refused(cast, request, ("erin", approve), ("grace", approve)) == []
        assert Request.unscoped.get(pk=request.pk).state == "approved"
        assert Seat.objects.filter(request=request, state="approved").count() == 2
        assert Order.unscoped.get(pk=order.pk).state == "confirmed" and done(order) == 1


def test_where_one_yes_is_enough_a_no_at_once_changes_nothing(orders: Approved, cast: Cast) -> None:
    orders.chain = [stage(role("SD"), role("FIN"), quorum="any")]
    for _turn in range(TURNS):
        request = orders.asked(order := orders.order())
        assert refused(cast, request, ("erin", approve), ("grace", reject)) in ([], ["grace"])
        assert Request.unscoped.get(pk=request.pk).state == "approved" and done(order) == 1


def test_what_is_withdrawn_and_agreed_to_at_once_is_either(orders: Approved, cast: Cast) -> None:
    orders.chain = "SD"
    for _turn in range(TURNS):
        request = orders.asked(order := orders.order())
        who = refused(cast, request, ("erin", approve), ("alice", withdraw))
        state = Request.unscoped.get(pk=request.pk).state
        assert (state, who, done(order)) in (("approved", ["alice"], 1), ("withdrawn", ["erin"], 0))
