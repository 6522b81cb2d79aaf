"""What the regulation asks while goods are on their way: customers hear of each change, and of a delay before it comes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.org.days.places import by_place
from xianji.sales.orders.actions import UNDER_WAY
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.orders.telling import Way
from xianji.workspace.activities.models import Activity

WINDOW = timedelta(days=90)
"""What changed or was due before that is told no more."""
TEXT = CharField()
Delivered = Order.Delivered
FOLLOWED = Q(state=Order.State.CONFIRMED) & ~Q(credit=Order.Credit.HOLD)
"""On hold we talk about money first; the order moves again when it is released."""


def spoken() -> Exists:
    """Whether somebody spoke with the customer about an order since it last changed."""
    about = Activity.unscoped.filter(about_label=Order.label(), about_id=OuterRef("pk"), kind__in=Way.values, deleted_at=None)
    return Exists(about.filter(at__date__gte=OuterRef("moved_on")))


def judged(orders: Any, late: Q, given: str) -> Any:
    """Told is told; what is not told yet fails from its last day on."""
    return orders.annotate(told=spoken()).annotate(
        verdict=Case(
            When(Q(told=True), then=Value("pass")), When(late, then=Value("fail")), default=Value("na"), output_field=TEXT
        ),
        given=Coalesce(Cast(given, TEXT), Value("")),
    )


@control(
    "5.3.2c", Order, every="day", missed=L_FAST, responsible="CS", days=Parameter("order.notice"), evidence=("tell",),
    title=_("Customers hear how their orders stand"), duty=_("Tell the customer how the order stands"),
    says=_("Within a working day after an order has changed, somebody tells the customer."),
    steps=(
        Step(_("After each change"), _("told within one working day, by phone, mail or in person"),
             ("订单状态有变", "訂單狀態一有變動", "every change")),
    ),
)  # fmt: skip
def customers_are_told(orders: Any, on: date, days: Decimal) -> Any:
    """Of the orders under way that changed lately."""
    asked = orders.filter(FOLLOWED, delivery__in=UNDER_WAY, moved_on__lte=on, moved_on__gte=on - WINDOW)
    found = asked.annotate(last=by_place(lambda at: at.add_workdays(on, -int(days))))
    return judged(found, Q(moved_on__lt=F("last")), "moved_on")


@control(
    "5.3.2c", Order, every="day", missed=L_FAST, responsible="CS", days=Parameter("order.delay_notice"), evidence=("tell",),
    title=_("Delays are told before they come"), duty=_("Tell the customer that it will be late"),
    says=_("What cannot come on the promised day is told two working days before it."),
    steps=(
        Step(_("Before the day"), _("planned for later, or not planned at all: told two working days ahead"),
             ("可预见的延误", "可預見的延誤", "foreseeable delay")),
    ),
)  # fmt: skip
def delays_are_told(orders: Any, on: date, days: Decimal) -> Any:
    """Of the orders with goods that will not be there on their day, as far as the deliveries tell it."""
    ahead = by_place(lambda at: at.add_workdays(on, int(days)))
    goods = OrderLine.unscoped.filter(order=OuterRef("pk"), months=None, met_on=None, deleted_at=None)
    planned = Q(deliveries__deleted_at=None, deliveries__delivery__state="planned")
    later = planned & Q(deliveries__delivery__planned_on__gt=F("due_on"))
    slow = goods.filter(later | Q(planned__lt=F("quantity")), due_on__gte=on - WINDOW)
    near = slow.annotate(ahead=ahead).filter(due_on__lt=F("ahead"))
    asked = orders.filter(Exists(near), FOLLOWED, delivery__in=(Delivered.WAITING, Delivered.PARTLY))
    return judged(asked, Q(pk__isnull=False), "promised_on")
