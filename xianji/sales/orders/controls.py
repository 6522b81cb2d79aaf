"""What the regulation asks of orders: credit only where there is room, nothing left lying, on time and in full."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_FAST, L_MONTH, NOT_APPLICABLE, Parameter, Step, control
from xianji.kit.said import words
from xianji.lib import money
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Unit
from xianji.sales.orders import crediting, rules
from xianji.sales.orders.actions import release
from xianji.sales.orders.models import Order, OrderLine
from xianji.workspace.activities.models import Activity

WINDOW = timedelta(days=90)
"""For so long after its day a line counts into the rate."""
PUNCTUAL = Q(met_on__lte=F("due_on"))
TEXT = CharField()


@control(
    "7.3.2a", Order, blocks=release, granted_by="FIN", title=_("Credit only where there is room"),
    says=_("An order on credit is released only with a valid rating and a limit that holds it; otherwise by an exception."),
    steps=(
        Step(
            _("Before “Release”"), _("rating not too old, limit holds the order, nothing long overdue"),
            ("信用评级", "信用評等", "valid rating"),
        ),
    ),
)  # fmt: skip
def credit_has_room(order: Any, values: dict[str, Any], on: date) -> Any:
    """The check once more, with today's limit: a temporary or project limit may have been granted since."""
    if order.credit != Order.Credit.HOLD:
        return NOT_APPLICABLE
    found = crediting.checked(order)
    return None if found.passed else (words(found.why), str(found.excess))


@control(
    "5.3.2a", Order, every="day", missed=L_FAST, responsible="CS", age=Parameter("order.status_age"),
    evidence=("confirm", "release", "sales.delivery.ship", "sales.delivery.receive", "sales.delivery.accept"),
    title=_("Open orders are looked after"), duty=_("Look after the order: plan, ship, ask, or write down what was said"),
    says=_("An open order moves or is talked about every two working days, unless its delivery is planned for a later day."),
    steps=(
        Step(_("Open order"), _("confirmed and not delivered"), ("订单状态", "訂單狀態", "every change")),
        Step(_("Within two working days"), _("it moved, or somebody spoke about it")),
    ),
)  # fmt: skip
def orders_do_not_lie(orders: Any, on: date, age: Decimal) -> Any:
    """Moved, talked about, or waiting for a day that was agreed."""
    since = work_calendar().add_workdays(on, -int(age))
    spoken = Activity.unscoped.filter(about_label=Order.label(), about_id=OuterRef("pk"), deleted_at=None, at__date__gte=since)
    planned = Order.unscoped.filter(
        pk=OuterRef("pk"), deliveries__state="planned", deliveries__planned_on__gte=on, deliveries__deleted_at=None
    )
    open_ones = orders.filter(
        delivery__in=(Order.Delivered.WAITING, Order.Delivered.PARTLY), state=Order.State.CONFIRMED
    )  # fmt: skip
    kept = Q(moved_on__gte=since) | Q(Exists(spoken)) | (~Q(credit=Order.Credit.HOLD) & Q(Exists(planned)))
    return open_ones.annotate(
        verdict=Case(When(kept, then=Value("pass")), default=Value("fail"), output_field=TEXT),
        given=Coalesce(Cast("moved_on", TEXT), Value("")),
    )


@control(
    "5.3.2b", OrderLine, every="day", missed=L_MONTH, responsible="CS", most=Parameter("defect.max"),
    evidence=("sales.delivery.accept", "explain"), title=_("On time, in full, and sound"),
    duty=_("Deliver the rest, or write down why it was late, short or defective"),
    says=_("Each line is accepted in full by its day and with few defects; where it is not, the reason is on record."),
    steps=(
        Step(_("By the day"), _("accepted in full on the promised day, moved once at the customer's wish"),
             ("准时", "準時", "on time"), judged="punctual"),
        Step(_("Sound"), _("few of the pieces are defective"), ("合格", "sound"), judged="sound"),
        Step(_("Otherwise"), _("the reason is on record"), ("差异须有记录", "差異須有紀錄", "any difference"), judged="verdict"),
    ),
)  # fmt: skip
def lines_come_in_time(lines: Any, on: date, most: Decimal) -> Any:
    """Lines due within the last 90 days. `most` is the share of defects that a line may have."""
    due = lately_due(lines, on)
    punctual, sound = PUNCTUAL, Q(defective=0) | Q(pk__in=_sound(due, most))
    words = {"output_field": TEXT}
    return due.annotate(
        punctual=Case(When(punctual, then=Value("pass")), default=Value("fail"), **words),
        sound=Case(When(sound, then=Value("pass")), default=Value("fail"), **words),
        verdict=Case(When(punctual & sound, then=Value("pass")), When(~Q(late_because=""), then=Value("pass")),
                     default=Value("fail"), **words),
        due=F("due_on"), given=Coalesce(Cast("met_on", TEXT), Value("")),
    )  # fmt: skip


@control(
    "5.3.2b", Unit, owner="", every="day", missed=L_MONTH, responsible="CS", least=Parameter("otif.min"),
    evidence=("sales.delivery.accept",), title=_("Nearly all is on time and in full"),
    duty=_("Find out why lines were late or short, and agree on what changes"),
    says=_("Of the lines that were due in the last 90 days 95 % were accepted in full by their day."),
    steps=(Step(_("Last 90 days"), _("lines accepted in full by their day, of all that were due"), ("足量", "complete")),),
)  # fmt: skip
def nearly_all_is_on_time(units: Any, on: date, least: Decimal) -> Any:
    """One figure, of the company at the top (F-50): a line counts however well its delay was explained."""
    counted = lately_due(OrderLine.unscoped.filter(deleted_at=None), on).order_by()
    found = counted.aggregate(lines=Count("pk"), met=Count("pk", filter=PUNCTUAL))
    rate = money.share(found["met"], found["lines"])
    verdict = "na" if rate is None else "pass" if rate >= least else "fail"
    return units.annotate(
        verdict=Case(When(parent=None, then=Value(verdict)), default=Value("na"), output_field=TEXT),
        given=Value(f"{found['met']}/{found['lines']}", output_field=TEXT),
    )


def lately_due(lines: Any, on: date) -> Any:
    """Those whose day was in the last 90 days, of orders that are delivered from here."""
    return lines.filter(due_on__lt=on, due_on__gte=on - WINDOW, order__delivery__in=rules.FOLLOWED, order__state="confirmed")


def _sound(due: Any, most: Decimal) -> list[int]:
    """Lines with defects that are few enough: exact, and few lines have any."""
    rows = due.filter(defective__gt=0).values_list("pk", "defective", "quantity")
    return [pk for pk, defective, quantity in rows if rules.is_sound(defective, quantity, most)]
