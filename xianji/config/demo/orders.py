"""The demo company's orders with lines: one in each state, deliveries on their way, services that run, a return and a hold."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import SERVICES, Company
from xianji.customers.models import Customer
from xianji.kit import registry, store
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Unit
from xianji.sales.deliveries import actions as deliveries
from xianji.sales.deliveries.accepting import parts_of
from xianji.sales.models import Delivery, Order, OrderLine, SalesReturn
from xianji.sales.orders import actions
from xianji.sales.orders.telling import tell
from xianji.sales.returns import actions as returns
from xianji.sales.revenue.services import go_on
from xianji.workspace.models import Activity

CASES: Sequence[dict[str, Any]] = (
    {"ago": 2, "to": "draft"}, {"ago": 75, "to": "accepted", "service": True}, {"ago": 62, "to": "accepted"},
    {"ago": 48, "to": "accepted", "back": "credited"}, {"ago": 40, "to": "accepted", "service": True},
    {"ago": 33, "to": "accepted", "back": "requested"}, {"ago": 20, "to": "partly"}, {"ago": 12, "to": "half"},
    {"ago": 9, "to": "shipped"}, {"ago": 6, "to": "planned"}, {"ago": 5, "to": "planned"}, {"ago": 4, "to": "hold"},
    {"ago": 30, "to": "late"}, {"ago": 21, "to": "lying"},
)  # fmt: skip
LYING, LATE, SHORT = "sales.order.orders_do_not_lie", "sales.orderline.lines_come_in_time", "org.unit.nearly_all_is_on_time"
TOLD = "sales.order.customers_are_told"
DELIVERED = ("accepted", "partly", "shipped", "half")
FILED = "demo-orders"


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    buyers = Customer.unscoped.filter(state="active", owner__isnull=False).select_related("owner").order_by("-won_amount", "pk")
    for place, (customer, case) in enumerate(zip(buyers[: len(CASES)], CASES, strict=False)):
        order = ordered(company, customer, case, place, pick)
        if case["to"] != "draft":
            go_through(told["orders"], order, case, timezone.localdate() - timedelta(days=case["ago"]))
        if case["to"] not in ("draft", "hold", "lying"):
            tell_before(order, told["orders"]["said"])
    go_on(timezone.localdate())


def tell_before(order: Order, said: str) -> None:
    """What changed on the last working day was told that afternoon."""
    tell(order, news=said)
    day = work_calendar().add_workdays(timezone.localdate(), -1)
    Order.unscoped.filter(pk=order.pk).update(moved_on=day)
    at = timezone.make_aware(datetime.combine(day, time(16, 20)))
    Activity.unscoped.filter(about_label=Order.label(), about_id=order.pk).update(at=at)


def ordered(company: Company, customer: Customer, case: dict[str, Any], place: int, pick: Random) -> Order:
    """An instrument and what goes with it, at some days' notice; a calibration over twelve months beside some."""
    on = timezone.localdate() - timedelta(days=case["ago"])
    goods = [one for one in company.products if one.sku not in SERVICES]
    order = store.create(Order(
        customer=customer, owner=customer.owner, ordered_on=on, promised_on=on + timedelta(days=14),
        external_ref=f"{FILED}-{case['to']}-{place}",
    ))  # fmt: skip
    for product, quantity in ((goods[place % len(goods)], 1), (goods[(place + 1) % len(goods)], 2 + pick.randint(0, 2))):
        store.create(OrderLine(order=order, owner=order.owner, product=product, quantity=Decimal(quantity)))
    if case.get("service"):
        work = next(one for one in company.products if one.sku in SERVICES)
        first = on + timedelta(days=7)
        store.create(OrderLine(
            order=order, owner=order.owner, product=work, quantity=Decimal(1), price=Decimal(36000), months=12, promised_on=first
        ))  # fmt: skip
    registry.resource_of(Order).lined(order)
    return order


def go_through(told: dict[str, Any], order: Order, case: dict[str, Any], on: date) -> None:
    actions.confirm(order)
    to = case["to"]
    if order.credit == Order.Credit.HOLD and to != "hold":
        actions.release(order, why=told["released"])
    if to == "hold" and order.credit != Order.Credit.HOLD:
        actions.hold(order, why=told["held"])
    if to == "planned":
        deliveries.deliver(order, planned_on=max(order.promised_on or on, timezone.localdate()), carrier=told["carrier"])
    if to in DELIVERED:
        deliver(told, order, case, on)


def deliver(told: dict[str, Any], order: Order, case: dict[str, Any], on: date) -> None:
    """Shipped after a week and accepted after ten days, both in the past; of some only a half, or with defects."""
    lines = list(OrderLine.unscoped.filter(order=order, months=None).order_by("pk"))
    counts = f"{lines[0].pk}={lines[0].quantity:f}" if case["to"] == "half" else ""
    left, came = on + timedelta(days=7), on + timedelta(days=10)
    deliveries.deliver(order, planned_on=left, carrier=told["carrier"], counts=counts)
    delivery = Delivery.unscoped.filter(order=order).latest("pk")
    deliveries.ship(delivery, waybill=f"YQ{order.pk:08}", shipped_on=min(left, timezone.localdate()))
    if case["to"] == "shipped" or came > timezone.localdate():
        return
    taken = ""
    if case["to"] == "partly":
        parts = parts_of(delivery)
        taken = ", ".join(f"{one.line_id}={one.quantity - (one is parts[-1]):f}/{int(one is parts[-1])}" for one in parts)
    deliveries.accept(Delivery.unscoped.get(pk=delivery.pk), accepted_on=came, accepted_by=told["taker"], counts=taken)
    if case["to"] == "partly":
        actions.explain(lines[-1], late_because=told["broken"])
    if case.get("back"):
        send_back(told, lines[-1], case["back"], came)


def send_back(told: dict[str, Any], line: OrderLine, to: str, on: date) -> None:
    back = store.create(SalesReturn(
        line=line, owner=line.owner, quantity=Decimal(1), cause=SalesReturn.Cause.SURPLUS, note=told["surplus"],
        asked_on=on + timedelta(days=5),
    ))  # fmt: skip
    if to == "credited":
        returns.approve(back)
        returns.receive(back, received_on=on + timedelta(days=9))
        returns.credit(back, settled_on=on + timedelta(days=11))


def plant() -> dict[str, set[int]]:
    """An order that nobody looked after or spoke about for a while, and one whose first line is late without a word why: with
    those that came in part that is more than the house lets pass."""
    old = timezone.localdate() - timedelta(days=12)
    lying = Order.unscoped.filter(external_ref__startswith=f"{FILED}-lying")
    lying.update(moved_on=old)
    late = OrderLine.unscoped.filter(order__external_ref__startswith=f"{FILED}-late").order_by("pk")
    named, rest = late[0], late[1:]
    OrderLine.unscoped.filter(pk__in=[one.pk for one in rest]).update(late_because="—")
    OrderLine.unscoped.filter(order__in=lying).update(due_on=timezone.localdate() + timedelta(days=20))
    untold = set(lying.values_list("pk", flat=True))
    return {LYING: untold, TOLD: untold, LATE: {named.pk}, SHORT: {Unit.unscoped.get(parent=None).pk}}
