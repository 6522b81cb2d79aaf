"""What the regulation asks of visit plans: there in time, carried out, and not driven around."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_MONTH, Parameter, Step, control
from xianji.kit.over import over
from xianji.org.days.calendar import work_calendar
from xianji.rulebook.parameters.reading import value
from xianji.sales.rounds.models import PlannedStop, VisitPlan
from xianji.sales.rounds.proposing import following
from xianji.sales.visits.controls import midnight
from xianji.sales.visits.models import Visit

DECIMAL, TEXT = DecimalField(max_digits=12, decimal_places=4), CharField()
MADE = ("reported", "reviewed")
WORDS = ("列入计划", "排入計畫", "is planned")


def of_stops(counted: str = "pk", **narrowed: Any) -> Any:
    """How many different ones."""
    rows = PlannedStop.objects.filter(plan=OuterRef("pk"), **narrowed).order_by().values("plan")
    return Coalesce(Subquery(rows.annotate(n=Count(counted, distinct=True)).values("n"), output_field=IntegerField()), 0)


def last_day(month: date, days: Decimal | None = None) -> date:
    """The day on which the plan of a month is submitted at the latest."""
    return work_calendar().add_workdays(month, -int(value("visit.plan") if days is None else days))


@control(
    "5.2.1a", VisitPlan, every="day", missed=L_MONTH, days=Parameter("visit.plan"), evidence=("submit", "approve"),
    responsible="RM", title=_("Visit plans are there in time"), duty=_("Submit the visit plan of the month"),
    says=_("The visit plan of a month is submitted three working days before it begins."),
    steps=(Step(_("Before the month"), _("submitted three working days before"), WORDS),),
)  # fmt: skip
def plans_are_in_time(plans: Any, on: date, days: Decimal) -> Any:
    """Of the plans for this month and the next."""
    this = on.replace(day=1)
    lasts = {month: last_day(month, days) for month in (this, following(this))}
    cases = [When(month=month, then=Cast(Value(last), DateField())) for month, last in lasts.items()]
    found = plans.annotate(last=Case(*cases, output_field=DateField()), came=TruncDate("submitted_at"))
    late = Q(came__gt=F("last")) | Q(submitted_at=None, last__lt=on)
    return found.annotate(
        over=over(Q(submitted_at__isnull=False)),
        verdict=Case(
            When(last=None, then=Value("na")), When(late, then=Value("fail")), When(submitted_at=None, then=Value("na")),
            default=Value("pass"), output_field=TEXT,
        ),
        given=Cast("month", TEXT),
    )  # fmt: skip


@control(
    "5.2.1a", VisitPlan, every="day", missed=L_MONTH, least=Parameter("visit.exec"), evidence=("sales.visit.report",),
    responsible="RM", title=_("Planned visits are made"), duty=_("Make the planned visits, or plan anew"),
    says=_("Nine of ten planned visits of a month are made and written up."),
    steps=(Step(_("Last month"), _("made and written up, of what was planned"), WORDS),),
)  # fmt: skip
def planned_visits_are_made(plans: Any, on: date, least: Decimal) -> Any:
    """Of the month before the day; what a customer cancelled beforehand is left out once (F-17)."""
    last = (on.replace(day=1) - timedelta(days=1)).replace(day=1)
    off = of_stops("customer", visit__state="cancelled")
    found = plans.annotate(planned=of_stops(visit__isnull=False) - off, made=of_stops(visit__state__in=MADE))
    enough = Q(made__gte=Cast(F("planned") * Value(least, output_field=DECIMAL), DECIMAL))
    return found.annotate(
        verdict=Case(
            When(~Q(month=last, state=VisitPlan.State.APPROVED, planned__gt=0), then=Value("na")),
            When(enough, then=Value("pass")), default=Value("fail"), output_field=TEXT,
        ),
        given=Concat(Cast("made", TEXT), Value("/"), Cast("planned", TEXT), output_field=TEXT),
    )  # fmt: skip


@control(
    "5.2.1b", VisitPlan, every="day", missed=L_MONTH, most=Parameter("visit.unplanned"), evidence=("propose",), responsible="SUP",
    title=_("Few visits come up on the way"), duty=_("Plan visits before they are made"),
    says=_("Of the visits of a month at most one in five came up on the way."),
    steps=(Step(_("Last month"), _("at most 20 % without preparation"), ("出发前", "出發前", "Before a visit")),),
)  # fmt: skip
def few_visits_are_unplanned(plans: Any, on: date, most: Decimal) -> Any:
    """Of the month before the day, by the plan of whoever made them."""
    end = on.replace(day=1)
    last = (end - timedelta(days=1)).replace(day=1)
    inside = Q(checked_in_at__gte=midnight(last), checked_in_at__lt=midnight(end), deleted_at=None)
    rows = Visit.unscoped.filter(inside, owner=OuterRef("owner"))
    counted = {name: rows.filter(**narrowed).order_by().values("owner").annotate(n=Count("pk")).values("n")
               for name, narrowed in (("made", {}), ("unplanned", {"unplanned": True}))}  # fmt: skip
    found = plans.annotate(**{name: Coalesce(Subquery(one, output_field=IntegerField()), 0) for name, one in counted.items()})
    few = Q(unplanned__lte=Cast(F("made") * Value(most, output_field=DECIMAL), DECIMAL))
    return found.annotate(
        verdict=Case(
            When(~Q(month=last) | Q(made=0), then=Value("na")), When(few, then=Value("pass")), default=Value("fail"),
            output_field=TEXT,
        ),
        given=Concat(Cast("unplanned", TEXT), Value("/"), Cast("made", TEXT), output_field=TEXT),
    )


CONTROLS = [plans_are_in_time, planned_visits_are_made, few_visits_are_unplanned]
