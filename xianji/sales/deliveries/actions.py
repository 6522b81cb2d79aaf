"""A delivery's life: planned from an order, shipped, received, accepted."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.actions import action, afterwards
from xianji.kit.days import past
from xianji.kit.refusals import Refused
from xianji.sales.deliveries import accepting, planning
from xianji.sales.deliveries.counting import by_line, move, parts_of
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.models import Order

State, Delivered = Delivery.State, Order.Delivered
OPEN = (Delivered.WAITING, Delivered.PARTLY)


def has_open(order: Order, who: Any) -> bool:
    return order.delivery in OPEN


@action(Order, when=Order.State.CONFIRMED, label=gettext_lazy("Plan a delivery"), icon="truck", only_for=has_open, primary=True,
        permission="sales.delivery.create", alone=True)  # fmt: skip
def deliver(order: Order, *, by: Any, planned_on: date, carrier: str = "", counts: str = "") -> None:
    """Everything that is in no delivery yet, or so much of each line as `counts` says: “12=600, 15=20”. The order itself is
    counted up with its lines, so it waits until this is stored."""
    asked = accepting.read(counts)
    quantities = {line: one.quantity for line, one in asked.items()} if asked else None
    afterwards(lambda: planning.plan(order, quantities, planned_on=planned_on, carrier=carrier))


@action(Delivery, when=State.PLANNED, then=State.SHIPPED, label=gettext_lazy("Ship"), icon="truck", primary=True, letter="A",
        alone=True)  # fmt: skip
def ship(
    delivery: Delivery, *, by: Any, carrier: str = "", waybill: str = "", shipped_on: date | None = None
) -> None:  # fmt: skip
    """It leaves us, or left us on the day that is named. Whoever entered the order or released its credit leaves this to
    another."""
    order = delivery.order
    if by.person_id and by.person_id in (order.created_by_id, order.released_by_id):
        raise Refused(_("Whoever entered an order or released its credit does not ship it; ask somebody else who may."))
    if order.advance > order.advance_paid:
        raise Refused(_("The advance has not come in yet; nothing is shipped before."))
    delivery.carrier, delivery.waybill = carrier or delivery.carrier, waybill or delivery.waybill
    delivery.shipped_on, delivery.shipped_by_id = past(shipped_on, order.ordered_on), by.person_id
    move(delivery.order_id, by_line(parts_of(delivery), shipped="quantity"))


@action(Delivery, when=State.PLANNED, then=State.CANCELLED, label=pgettext_lazy("delivery", "Call off"), icon="circle-x",
        danger=True, letter="C", alone=True)  # fmt: skip
def call_off(delivery: Delivery, *, by: Any, why: str) -> None:
    """What was in it is open again."""
    delivery.outcome = why[:300]
    move(delivery.order_id, by_line(parts_of(delivery), planned="-quantity"))


@action(Delivery, when=State.SHIPPED, then=State.RECEIVED, label=pgettext_lazy("goods", "Received"), icon="package",
        letter="A", alone=True)  # fmt: skip
def receive(delivery: Delivery, *, by: Any, received_on: date | None = None) -> None:
    """It is at the customer's, who has yet to look at it."""
    delivery.received_on = past(received_on, delivery.shipped_on)
    accepting.touch(delivery)


@action(Delivery, when=(State.SHIPPED, State.RECEIVED), then=(State.ACCEPTED, State.PARTLY, State.REJECTED),
        label=gettext_lazy("Accept"), icon="clipboard-check", letter="A", primary=True, alone=True)  # fmt: skip
def accept(delivery: Delivery, *, by: Any, accepted_on: date | None = None, accepted_by: str = "", counts: str = "") -> str:
    """The customer took all of it, or so much as `counts` says by line of the order: “12=398/2” is 398 taken, 2 defective."""
    delivery.accepted_on, delivery.accepted_by = past(accepted_on, delivery.received_on or delivery.shipped_on), accepted_by
    delivery.received_on = delivery.received_on or delivery.accepted_on
    return accepting.accept(delivery, accepting.read(counts), delivery.accepted_on)


@action(Delivery, when=State.PARTLY, then=State.ACCEPTED, label=gettext_lazy("Replaced"), icon="rotate", letter="A", primary=True,
        alone=True)  # fmt: skip
def make_good(delivery: Delivery, *, by: Any, accepted_on: date | None = None) -> None:
    """What was defective or missing was replaced and taken: the delivery is complete."""
    delivery.accepted_on = past(accepted_on, delivery.accepted_on)
    accepting.complete(delivery, delivery.accepted_on)


@action(Delivery, when=State.PARTLY, then=State.ACCEPTED, label=gettext_lazy("Deliver the rest anew"), icon="truck-return",
        letter="A", alone=True)  # fmt: skip
def settle(delivery: Delivery, *, by: Any, why: str) -> None:
    """What was not taken comes back and is open again; the delivery is complete with what was taken."""
    delivery.outcome = why[:300]
    accepting.give_back(delivery)


