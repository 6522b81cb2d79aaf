"""What the regulation asks of work between units: that a request is answered at once, and done by the day that was agreed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.kit.over import over
from xianji.org.days.places import by_place
from xianji.org.models import Unit
from xianji.workspace.handovers import rules
from xianji.workspace.handovers.models import Handover

DECIMAL = DecimalField(max_digits=12, decimal_places=4)
TAKEN_ON = (rules.ACCEPTED, rules.DONE, rules.CONFIRMED)


def steps(*, answered: str = "", done: str = "") -> tuple[Step, ...]:
    """The same two stages for each control, which judges one of them."""
    return (
        Step(
            _("Asked"), _("accepted, or rejected with a reason, within one working day"),
            ("受理", "承接", "accepts", "协作", "協作", "cooperat"), judged=answered,
        ),
        Step(
            _("Agreed"), _("done by the day; nine of ten in a month"),
            ("约定的完成日期", "講定的完成日期", "date is agreed", "合力", "together"), judged=done,
        ),
    )  # fmt: skip


@control(
    "1.3.4", Handover, owner="to_unit__head", every="day", missed=L_FAST, evidence=("accept", "reject"),
    steps=steps(answered="verdict"),
    days=Parameter("xdept.accept"), title=_("Requests of other units are answered"),
    duty=_("Accept the request, or say why not"), says=_("A request of another unit is answered within a working day."),
)
def requests_are_answered(requests: Any, on: date, days: Decimal) -> Any:
    """Whoever asked before the working day that lies so many back waits too long."""
    waits = Q(state=rules.REQUESTED)
    found = requests.annotate(asked=TruncDate("requested_at"), last=by_place(lambda at: at.add_workdays(on, -int(days))))
    late = When(waits & Q(asked__lt=F("last")), then=Value("fail"))
    return found.annotate(verdict=Case(late, default=Value("pass"), output_field=CharField()), given=Cast("asked", CharField()))


@control(
    "1.3.4", Handover, owner="accepted_by", every="day", missed=L_FAST, evidence=("finish", "confirm"),
    steps=steps(done="verdict"),
    title=_("What was agreed with another unit is done by its day"), duty=_("Do what was agreed, and say that it is done"),
    says=_("What one unit has agreed to do for another is done by the agreed day."),
)
def requests_are_done(requests: Any, on: date) -> Any:
    """What is accepted and whose day is over has to be done."""
    return requests.annotate(
        due=F("agreed_on"), over=over(~Q(state=rules.ACCEPTED)),
        verdict=Case(
            When(state__in=(rules.REQUESTED, rules.REJECTED), then=Value("na")),
            When(state=rules.ACCEPTED, agreed_on__lt=on, then=Value("fail")),
            default=Value("pass"), output_field=CharField(),
        ),  # fmt: skip
        given=Cast("agreed_on", CharField()),
    )


@control(
    "1.3.4", Unit, owner="head", every="day", missed=L_FAST, steps=steps(done="verdict"), share=Parameter("xdept.ontime"),
    title=_("Units keep the days they agree on"), duty=_("Find out why agreed days were missed last month"),
    says=_("Of what a unit agreed to do in a month, nine of ten are done by their day."),
)
def units_keep_their_days(units: Any, on: date, share: Decimal) -> Any:
    """Of the requests of last month that a unit took on, the share that was done by its day."""
    first = (on.replace(day=1) - timedelta(days=1)).replace(day=1)
    month = Handover.unscoped.filter(
        to_unit=OuterRef("pk"), deleted_at=None, state__in=TAKEN_ON, agreed_on__gte=first, agreed_on__lt=on.replace(day=1)
    )
    kept = month.annotate(done_on=TruncDate("done_at")).filter(done_on__lte=F("agreed_on"))
    found = units.annotate(agreed=_number(month), kept=_number(kept))
    asked = Cast(F("agreed"), DECIMAL) * Value(share, output_field=DECIMAL)
    return found.annotate(asked=asked).annotate(
        verdict=Case(
            When(agreed=0, then=Value("na")), When(kept__lt=F("asked"), then=Value("fail")), default=Value("pass"),
            output_field=CharField(),
        ),  # fmt: skip
        given=Concat(Cast("kept", CharField()), Value(" / "), Cast("agreed", CharField())),
    )


def _number(rows: QuerySet) -> Any:
    counted = rows.order_by().values("to_unit").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
