"""An order that has been delivered leads to a return visit: so many days after the last delivery that was accepted."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from xianji.kit import sets, store
from xianji.org.among import Among
from xianji.rulebook.parameters.reading import value
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.models import Order, OrderLine
from xianji.service.return_visits.callers import Callers
from xianji.service.return_visits.models import ReturnVisit

Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]
State = Delivery.State
ON_ITS_WAY = (State.PLANNED, State.SHIPPED, State.RECEIVED, State.PARTLY)


def follow_deliveries(told: Told) -> None:
    """Called with every write of deliveries."""
    for pk in sorted({one.order_id for one, changed in told if "state" in changed and one.state == State.ACCEPTED}):
        look_at(pk)


def follow_orders(told: Told) -> None:
    """An order whose rest is given up has been delivered too."""
    for order, changed in told:
        if "delivery" in changed and order.delivery == Order.Delivered.CLOSED:
            look_at(order.pk)


def follow_handing(told: Told) -> None:
    """Called with every write of return visits: where whoever answers for the customer was to call, the next one does."""
    moved: dict[int, list[int]] = {}
    for visit, changed in told:
        before, after = changed.get("owner_id", (None, None))
        if before and after and visit.caller_id == before and visit.state == ReturnVisit.State.DUE:
            moved.setdefault(after, []).append(visit.pk)
    for after, ids in moved.items():
        sets.change_many(ReturnVisit.unscoped.filter(Among("pk", ids)), {"caller_id": after}, verb="hand_over")


def look_at(order_id: int) -> None:
    order = Order.unscoped.select_related("customer").get(pk=order_id)
    last = last_accepted(order)
    if last is None or order.deleted_at is not None or order.state != Order.State.CONFIRMED:
        return
    due = max(last + timedelta(days=int(value("rv.after", last))), timezone.localdate())
    plan(order, due)


def last_accepted(order: Order) -> date | None:
    """The day of the last delivery; None as long as something is still to come."""
    deliveries = Delivery.unscoped.filter(order=order, deleted_at=None)
    open_lines = OrderLine.unscoped.filter(order=order, months=None, accepted__lt=F("quantity"), deleted_at=None)
    if deliveries.filter(state__in=ON_ITS_WAY).exists():
        return None
    if order.delivery != Order.Delivered.CLOSED and open_lines.exists():
        return None
    last: date | None = deliveries.filter(state=State.ACCEPTED).aggregate(last=Max("accepted_on"))["last"]
    return last


def plan(order: Order, due: date) -> None:
    """One for each order: where something came later, the one that is still to be made moves along."""
    there = ReturnVisit.unscoped.select_for_update(of=("self",)).filter(key=f"order:{order.pk}").first()
    if there is None:
        store.create(
            ReturnVisit(
                key=f"order:{order.pk}", occasion=ReturnVisit.Occasion.DELIVERY, order=order, customer=order.customer, due_on=due,
                owner_id=order.owner_id, caller_id=Callers([order.customer]).of(order.customer),
            ), source="delivery",
        )  # fmt: skip
    elif there.state == ReturnVisit.State.DUE and due > there.due_on:
        there.due_on = due
        store.change(there, source="delivery")
