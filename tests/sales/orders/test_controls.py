"""The controls of orders: each failed once and passed once."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from tests.policy.controls.conftest import in_force
from tests.risk.conftest import standing_sheet
from xianji.kit.metrics import figures
from xianji.kit.refusals import Blocked, Refused
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Unit
from xianji.sales.deliveries.actions import ship
from xianji.sales.deliveries.models import Delivery, DeliveryLine
from xianji.sales.models import Order, OrderLine
from xianji.sales.orders.actions import explain, release, reschedule
from xianji.sales.orders.controls import credit_has_room, lines_come_in_time, nearly_all_is_on_time, orders_do_not_lie
from xianji.sales.orders.telling import tell
from xianji.sales.orders.told import customers_are_told, delays_are_told
from xianji.workspace.models import Activity

__all__ = ["in_force"]
TODAY = timezone.localdate


def verdicts(control) -> dict[int, str]:
    parameters = {name: one.on(TODAY()) for name, one in control.parameters.items()}
    return dict(control.check(control.model.unscoped.filter(deleted_at=None), TODAY(), **parameters).values_list("pk", "verdict"))


def order(**values) -> Order:
    made = make(Order, amount=D(100))
    Order.unscoped.filter(pk=made.pk).update(**{"state": "confirmed", "delivery": "waiting", "credit": "pass", **values})
    return Order.unscoped.get(pk=made.pk)


@pytest.mark.shows("goods_leave_when_cleared")
def test_goods_leave_only_for_an_order_that_is_confirmed_and_clear(as_system: None) -> None:
    held = order(credit="hold", credit_why="Beyond the limit")
    goods = make(Delivery, order=held)
    for values, why in (({}, "Beyond the limit"), ({"state": "draft", "credit": "pass"}, "not confirmed")):
        Order.unscoped.filter(pk=held.pk).update(**values)
        with pytest.raises(Blocked, match=why):
            ship(Delivery.unscoped.get(pk=goods.pk))
    Order.unscoped.filter(pk=held.pk).update(state="confirmed", credit="released")
    assert ship(Delivery.unscoped.get(pk=goods.pk)).state == "shipped"


@pytest.mark.shows("credit_has_room")
def test_credit_is_released_where_there_is_room_by_now(as_system: None, in_force: Any) -> None:
    in_force(credit_has_room)
    held = order(credit="hold", amount=D(100_000), gross=D(100_000))
    with pytest.raises(Blocked, match="rating"):
        release(held, why="They have always paid")
    standing_sheet(held.customer, state="active", approved_on=TODAY(), monthly_sales=D(10_000))
    with pytest.raises(Blocked, match="limit"):
        release(Order.unscoped.get(pk=held.pk), why="They have always paid")
    Order.unscoped.filter(pk=held.pk).update(gross=D(1_000))
    assert release(Order.unscoped.get(pk=held.pk), why="There is room for it").credit == "released"


@pytest.mark.shows("orders_do_not_lie")
def test_an_open_order_moves_is_talked_about_or_waits_for_its_day(as_system: None) -> None:
    since = work_calendar().add_workdays(TODAY(), -2)
    old = since - timedelta(days=1)
    moved, lying, spoken, waiting, held = (order(moved_on=day) for day in (since, old, old, old, old))
    done = order(moved_on=old, delivery="done")
    make(Activity, kind="call", about_label=Order.label(), about_id=spoken.pk)
    for one in (waiting, held):
        make(Delivery, order=one, planned_on=TODAY() + timedelta(days=3))
    Order.unscoped.filter(pk=held.pk).update(credit="hold")
    found = verdicts(orders_do_not_lie)
    told = {moved: "pass", lying: "fail", spoken: "pass", waiting: "pass", held: "fail"}
    assert found == {one.pk: verdict for one, verdict in told.items()} and done.pk not in found


@pytest.mark.shows("customers_are_told", "delays_are_told")
def test_customers_hear_of_each_change_and_of_a_delay_before_it_comes(as_system: None, cast: Cast) -> None:
    assert [name for name in ("alice", "bob", "dave") if cast.actor(name).may("sales.order.tell")] == ["alice"]
    days, old = work_calendar(), TODAY() - timedelta(days=9)
    cases = {"told": old, "untold": old, "told before": old, "noted only": old, "just moved": TODAY(), "held": old, "closed": old}
    orders = {name: order(moved_on=day, promised_on=TODAY()) for name, day in cases.items()}
    Order.unscoped.filter(pk=orders["held"].pk).update(credit="hold")
    Order.unscoped.filter(pk=orders["closed"].pk).update(delivery="closed")
    with pytest.raises(Refused, match="what the customer was told"):
        tell(orders["told"], news=" ")
    tell(orders["told"], news=orders["told"].news)
    assert Activity.unscoped.get().text == f"Your order {orders['told'].number} is being prepared."
    about = {"about_label": Order.label(), "subject": "How it stands"}
    make(Activity, kind="call", about_id=orders["told before"].pk, at=timezone.now() - timedelta(days=10), **about)
    make(Activity, kind="note", about_id=orders["noted only"].pk, **about)
    found = verdicts(customers_are_told)
    assert {name: found.get(one.pk) for name, one in orders.items()} == {
        "told": "pass", "untold": "fail", "told before": "fail", "noted only": "fail", "just moved": "na", "held": None, "closed": None,
    }  # fmt: skip
    near = days.add_workdays(TODAY(), 1)
    goods = {"told": near, "untold": near, "just moved": days.add_workdays(TODAY(), 2), "told before": near, "noted only": near}
    for name, due in goods.items():
        line = make(OrderLine, order=make(Order), quantity=D(5), price=D(1))
        planned = D(5) if name in ("told before", "noted only") else D(4)
        OrderLine.unscoped.filter(pk=line.pk).update(order=orders[name], due_on=due, planned=planned)
        made = make(Delivery, order=orders[name], planned_on=near + timedelta(days=int(name == "noted only")))
        make(DeliveryLine, delivery=made, line=line, quantity=planned)
    found = verdicts(delays_are_told)
    assert {name: found.get(orders[name].pk) for name in goods} == {
        "told": "pass", "untold": "fail", "just moved": None, "told before": None, "noted only": "fail",
    }, "what is planned for its day is no delay; what is planned for later, or not at all, is"  # fmt: skip


@pytest.mark.shows("lines_come_in_time", "nearly_all_is_on_time")
def test_a_line_is_on_time_sound_or_explained(as_system: None) -> None:
    due = TODAY() - timedelta(days=10)
    cases = {
        "met": {"met_on": due}, "late": {"met_on": due + timedelta(days=1)}, "open": {"met_on": None},
        "one in a hundred": {"met_on": due, "defective": D(1)}, "few": {"met_on": due, "defective": D("0.5")},
        "explained": {"met_on": None, "late_because": "The carrier lost it"},
    }  # fmt: skip
    lines = {name: make(OrderLine, order=make(Order), quantity=D(100), price=D(1)) for name in cases}
    for name, line in lines.items():
        OrderLine.unscoped.filter(pk=line.pk).update(due_on=due, **cases[name])
    assert figures("on_time_in_full").total.value is None, "of a draft nothing was promised"
    Order.unscoped.update(delivery="partly", state="confirmed")
    assert figures("on_time_in_full").total.value == D("0.5")
    found = verdicts(lines_come_in_time)
    failed = {name for name, line in lines.items() if found[line.pk] == "fail"}
    assert failed == {"late", "open", "one in a hundred"} and len(found) == len(cases)
    late = OrderLine.unscoped.get(pk=lines["late"].pk)
    explain(late, late_because="Snow on the pass")
    assert verdicts(lines_come_in_time)[late.pk] == "pass"
    top = make(Unit, parent=None, name="Heron")
    assert verdicts(nearly_all_is_on_time)[top.pk] == "fail", "explained or not, it was late"
    kept = [make(OrderLine, order=make(Order), quantity=D(1), price=D(1)).pk for _more in range(57)]
    OrderLine.unscoped.filter(pk__in=kept).update(due_on=due, met_on=due)
    assert verdicts(nearly_all_is_on_time)[top.pk] == "fail", "no order of theirs is confirmed"
    Order.unscoped.update(delivery="done", state="confirmed")
    assert verdicts(nearly_all_is_on_time)[top.pk] == "pass", "60 of 63 are 95.2 %"
    OrderLine.unscoped.filter(pk=kept[0]).update(met_on=None)
    assert verdicts(nearly_all_is_on_time)[top.pk] == "fail", "59 of 63 are 93.7 %"


def test_the_day_moves_once_at_the_customers_wish(cast: Cast, as_system: None) -> None:
    line = make(OrderLine, order=make(Order), quantity=D(1), price=D(1))
    reschedule(line, on=TODAY() + timedelta(days=5), why="Their hall is not ready")
    assert (line.due_on, line.is_moved) == (TODAY() + timedelta(days=5), True)
    with pytest.raises(Refused):
        reschedule(line, on=TODAY() + timedelta(days=9), why="again")
