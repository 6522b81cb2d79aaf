"""An order leads to one return visit, seven days after the last delivery that was accepted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.service.return_visits.conftest import take
from xianji.customers.models import AccountTeam, TeamMember
from xianji.kit import store
from xianji.sales.deliveries.actions import make_good
from xianji.sales.models import Delivery, Order, OrderLine
from xianji.sales.orders.actions import close
from xianji.service.models import ReturnVisit
from xianji.service.return_visits.actions import finish
from xianji.service.return_visits.following import look_at

Ordered = Callable[..., Order]


def lines(order: Order) -> list[int]:
    return list(OrderLine.unscoped.filter(order=order).order_by("pk").values_list("pk", flat=True))


def test_it_comes_with_the_last_delivery_and_is_due_seven_days_after_it(cast: Cast, ordered: Ordered, serving: Any) -> None:
    today, order = timezone.localdate(), ordered(10, 4)
    first, second = lines(order)
    take(order, today - timedelta(days=5), f"{first}=10")
    assert not ReturnVisit.unscoped.exists(), "four pieces are still to come"
    two = take(order, today - timedelta(days=2), f"{second}=4", f"{second}=3/1")
    assert not ReturnVisit.unscoped.exists(), "one is still to be replaced"
    make_good(two, accepted_on=today)
    visit = ReturnVisit.unscoped.get()
    assert (visit.occasion, visit.order, visit.state) == ("delivery", order, "due")
    assert visit.due_on == today + timedelta(days=7)
    assert (visit.owner, visit.caller) == (cast.person("alice"), serving)


def test_what_comes_later_moves_it_and_an_order_has_no_second_one(ordered: Ordered) -> None:
    today, order = timezone.localdate(), ordered(10)
    one = take(order, today - timedelta(days=3))
    visit = ReturnVisit.unscoped.get()
    assert visit.due_on == today + timedelta(days=4)
    Delivery.unscoped.filter(pk=one.pk).update(accepted_on=today - timedelta(days=1))
    look_at(order.pk)
    visit = ReturnVisit.unscoped.get()
    assert visit.due_on == today + timedelta(days=6)
    finish(visit, result="satisfied", said="Fine")
    Delivery.unscoped.filter(pk=one.pk).update(accepted_on=today)
    look_at(order.pk)
    assert ReturnVisit.unscoped.get().due_on == today + timedelta(days=6), "what was made stays as it was"


def test_what_is_noted_late_is_not_late_at_once(ordered: Ordered) -> None:
    take(ordered(10), timezone.localdate() - timedelta(days=30))
    assert ReturnVisit.unscoped.get().due_on == timezone.localdate()


def test_an_order_whose_rest_is_given_up_has_been_delivered(ordered: Ordered) -> None:
    today, order = timezone.localdate(), ordered(10)
    take(order, today, f"{lines(order)[0]}=6")
    assert not ReturnVisit.unscoped.exists()
    close(Order.unscoped.get(pk=order.pk), why="The rest is not wanted")
    assert ReturnVisit.unscoped.get().due_on == today + timedelta(days=7)


def test_nothing_was_taken_nobody_is_asked(ordered: Ordered) -> None:
    order = ordered(10)
    take(order, timezone.localdate(), taken=f"{lines(order)[0]}=0")
    close(Order.unscoped.get(pk=order.pk), why="Not wanted")
    assert not ReturnVisit.unscoped.exists()


def test_whoever_serves_in_the_team_calls_and_where_nobody_serves_the_owner(cast: Cast, ordered: Ordered, serving: Any) -> None:
    order = ordered(10)
    team = store.create(AccountTeam(customer=order.customer, name="Boats", owner=cast.person("alice")))
    store.create(TeamMember(team=team, person=cast.person("carol"), role="cs", owner=cast.person("alice")))
    take(order, timezone.localdate())
    assert ReturnVisit.unscoped.get().caller == cast.person("carol")
    assert ReturnVisit.unscoped.get().owner == cast.person("alice")


def test_without_customer_service_whoever_answers_for_the_customer_calls(cast: Cast, ordered: Ordered) -> None:
    take(ordered(10), timezone.localdate())
    assert ReturnVisit.unscoped.get().caller == cast.person("alice")
