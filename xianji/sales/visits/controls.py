"""What the regulation asks of visits: often enough, prepared, with what was heard and shown, written up and read in time, and
followed by a next step."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.controls import L_FAST, NOT_APPLICABLE, ByClass, Parameter, Step, control
from xianji.kit.over import over
from xianji.org.days.places import by_place
from xianji.sales.visits import rules
from xianji.sales.visits.actions import check_in, lacking, told
from xianji.sales.visits.frequency import VISITED
from xianji.sales.visits.models import Visit, VisitNote

State, Class = Visit.State, Customer.Class
WRITTEN = (State.REPORTED, State.REVIEWED)
TEXT = CharField()
WINDOW = timedelta(days=92)
"""As long as the longest quarter."""
BEFORE = ("出发前", "出發前", "Before a visit")
HEARD = ("问清需求", "問清楚需求", "needs are heard")
IN_TIME = ("限时提交", "限時提出", "filed in time")
NEXT = ("安排后续", "排定後續", "next step")


@control(
    "5.2.1a", Customer, every="day", days=ByClass("visit.gap"), responsible="RM", evidence=("sales.visit.review",),
    title=gettext_lazy("Customers are visited often enough"), duty=gettext_lazy("Visit the customer"),
    says=gettext_lazy("The last effective visit of an active or target customer is not longer ago than its class allows."),
    steps=(
        Step(
            gettext_lazy("Effective visit"), gettext_lazy("on site or online for 15 minutes, and the report accepted"),
            ("拜访间隔", "拜訪頻率", "How often to visit"),
        ),
    ),
)  # fmt: skip
def customers_are_visited(customers: Any, on: date, days: dict[str, Decimal]) -> Any:
    """A customer that is new counts from its first day on; one in a pool waits for an owner."""
    visits = Visit.unscoped.filter(customer=OuterRef("pk"), effective_on__lte=on, deleted_at=None)
    newest = visits.order_by().values("customer").annotate(last=Max("effective_on")).values("last")
    last = Subquery(newest, output_field=DateField())
    since = {name: Cast(Value(on - timedelta(days=int(count))), DateField()) for name, count in days.items()}
    first = Case(
        When(shown_class=Class.LARGE, then=since["L"]), When(shown_class=Class.MEDIUM, then=since["M"]),
        When(shown_class=Class.SMALL, then=since["S"]), default=since["P"], output_field=DateField(),
    )  # fmt: skip
    asked = Q(owner__isnull=False) & VISITED
    found = customers.annotate(last=last, first=first)
    found = found.annotate(since=Coalesce("last", TruncDate("created_at"), output_field=DateField()))
    return found.annotate(
        verdict=Case(
            When(~asked, then=Value("na")), When(since__gte=F("first"), then=Value("pass")), default=Value("fail"),
            output_field=TEXT,
        ),
        given=Coalesce(Cast("last", TEXT), Value("")),
    )


@control(
    "5.2.1b", Visit, blocks=check_in, granted_by="SUP", title=gettext_lazy("A visit is prepared before it begins"),
    says=gettext_lazy("Purpose, contact, background, a material and the expected outcome are there before one checks in."),
    steps=(Step(gettext_lazy("Before checking in"), gettext_lazy("purpose, contact, background, material, outcome"), BEFORE),),
)  # fmt: skip
def visit_is_prepared(visit: Any, values: dict[str, Any], on: date) -> Any:
    """Calls, and what came up on the way, go without; the latter are counted."""
    if rules.is_exempt(visit.kind, visit.unplanned):
        return NOT_APPLICABLE
    missing = lacking(visit)
    return (_("Still to prepare: %(what)s.") % {"what": told(missing)}, told(missing)) if missing else None


@control(
    "5.2.1c", Visit, every="day", evidence=("report",), title=gettext_lazy("Needs are asked and products shown"),
    duty=gettext_lazy("Write down what they need and what was shown"),
    says=gettext_lazy("The report of a visit names needs, or that they are as before, and on site and online what was shown."),
    steps=(Step(gettext_lazy("On the visit"), gettext_lazy("needs or “as before”, and the products shown"), HEARD),),
)  # fmt: skip
def needs_are_asked(visits: Any, on: date) -> Any:
    """Of the visits that were written up lately."""
    said = Q(unchanged=True)
    for name in rules.NEEDS:
        said |= ~Q(**{name: ""})
    shown = Exists(VisitNote.unscoped.filter(visit=OuterRef("pk"), kind=VisitNote.Kind.SHOWN, deleted_at=None))
    asked = Q(state__in=WRITTEN, reported_at__gte=lately(on))
    whole = said & (Q(kind=rules.PHONE) | Q(shows=True))
    return visits.annotate(shows=shown).annotate(
        verdict=Case(When(~asked, then=Value("na")), When(whole, then=Value("pass")), default=Value("fail"), output_field=TEXT),
        given=F("number"),
    )


@control(
    "5.2.1d", Visit, every="hour", missed=L_FAST, hours=Parameter("visit.report"), evidence=("report",),
    title=gettext_lazy("Visits are written up in time"), duty=gettext_lazy("Write the report of the visit"),
    says=gettext_lazy("The report of a visit is there within 24 hours after it."),
    steps=(Step(gettext_lazy("After checking out"), gettext_lazy("the report within 24 hours"), IN_TIME),),
)  # fmt: skip
def visits_are_written_up(visits: Any, on: date, hours: Decimal) -> Any:
    """Of the visits of late, and of those that still owe their report; while the time runs nothing is judged."""
    end = min(timezone.now(), midnight(on + timedelta(days=1)))
    found = visits.annotate(last=F("checked_out_at") + timedelta(hours=float(hours)))
    ended = Q(checked_out_at__lt=end) & (Q(checked_out_at__gte=lately(on)) | Q(state=State.CHECKED_OUT))
    return found.annotate(
        due_at=F("last"), over=over(Q(reported_at__isnull=False)),
        verdict=Case(
            When(~ended, then=Value("na")), When(reported_at__lte=F("last"), then=Value("pass")),
            When(reported_at__gt=F("last"), then=Value("fail")), When(last__lt=end, then=Value("fail")),
            default=Value("na"), output_field=TEXT,
        ),
        given=F("number"),
    )  # fmt: skip


@control(
    "5.2.1d", Visit, owner="unit__head", every="day", missed=L_FAST, days=Parameter("visit.review"),
    evidence=("review", "send_back"), title=gettext_lazy("Reports of visits are read"),
    duty=gettext_lazy("Read the report of the visit and say something to it"),
    says=gettext_lazy("The supervisor has read a report within three working days."), responsible="RM",
    steps=(Step(pgettext_lazy("control", "Report is there"), gettext_lazy("read and commented within 3 working days"), IN_TIME),),
)  # fmt: skip
def reports_are_read(visits: Any, on: date, days: Decimal) -> Any:
    """What was reported before the working day that lies so many back and is still unread waits too long."""
    found = visits.annotate(came=TruncDate("reported_at"), last=by_place(lambda at: at.add_workdays(on, -int(days))))
    late = Q(state=State.REPORTED, came__lt=F("last"))
    asked = Q(state__in=WRITTEN, reported_at__gte=lately(on)) | Q(state=State.REPORTED)
    return found.annotate(
        verdict=Case(When(~asked, then=Value("na")), When(late, then=Value("fail")), default=Value("pass"), output_field=TEXT),
        given=F("number"),
    )


@control(
    "5.2.1e", Visit, every="day", evidence=("report",), title=gettext_lazy("Something follows from each visit"),
    duty=gettext_lazy("Plan what follows from the visit, or say why nothing does"),
    says=gettext_lazy("A visit leads to a task with a day, or says why nothing follows."),
    steps=(Step(gettext_lazy("With the report"), gettext_lazy("at least one task, or “nothing follows, because”"), NEXT),),
)  # fmt: skip
def something_follows(visits: Any, on: date) -> Any:
    """Of the visits that were written up lately."""
    agreed = Exists(VisitNote.unscoped.filter(visit=OuterRef("pk"), kind=VisitNote.Kind.NEXT, deleted_at=None))
    asked = Q(state__in=WRITTEN, reported_at__gte=lately(on))
    whole = ~Q(no_next_because="") | Q(agrees=True)
    return visits.annotate(agrees=agreed).annotate(
        verdict=Case(When(~asked, then=Value("na")), When(whole, then=Value("pass")), default=Value("fail"), output_field=TEXT),
        given=F("number"),
    )


def lately(on: date) -> datetime:
    """Since when a visit is looked at: not since the quarter began, else what is missed on its last days is let pass on the first
    of the next."""
    return midnight(on - WINDOW)


def quarter(on: date) -> datetime:
    """When the quarter of the day began."""
    return midnight(on.replace(month=on.month - (on.month - 1) % 3, day=1))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


CONTROLS = [
    customers_are_visited, visit_is_prepared, needs_are_asked, visits_are_written_up, reports_are_read, something_follows,
]  # fmt: skip
