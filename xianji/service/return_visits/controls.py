"""What the regulation asks of return visits: made in their time, nearly all of them, and what displeases is taken up at once."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_FAST, L_MONTH, L_STD, Parameter, Step, control
from xianji.kit.over import over
from xianji.lib import money
from xianji.org.models import Unit
from xianji.service.return_visits.answering import KEY
from xianji.service.return_visits.models import ReturnVisit
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.rules import UNDONE

CLAUSE, TEXT = "5.3.3c", CharField()
WINDOW = timedelta(days=90)
State = ReturnVisit.State
MADE = Q(state=State.DONE, done_on__lte=F("due_on"))
AHEAD = timedelta(days=10)
"""From so long before its day on a return visit is on its way."""
CALLED = ("按期回访", "定期回訪", "customers are called back")


@control(
    CLAUSE, ReturnVisit, owner="caller", every="day", missed=L_STD, responsible="CS", evidence=("finish",),
    title=_("Customers are called back in time"), duty=_("Call the customer back"),
    says=_("A customer is called back by the day that its delivery or its class sets."),
    steps=(
        Step(_("After the delivery"), _("within seven days after the last one was accepted"), CALLED),
        Step(
            _("By class"), _("large ones each month, medium ones each quarter, small ones each half year"), judged="verdict"
        ),
    ),
)  # fmt: skip
def customers_are_called_back(visits: Any, on: date) -> Any:
    """Of what waits, and what was made in time in the last 90 days. Where one was made late nothing is left to do: the share of
    the company tells of it. Whom nobody reached on three days is no case."""
    waits = Q(state=State.DUE)
    made = MADE & Q(due_on__gte=on - WINDOW)
    return visits.annotate(
        due=F("due_on"), over=over(~waits),
        verdict=Case(
            When(waits & Q(due_on__lt=on), then=Value("fail")), When(waits & Q(due_on__lte=on + AHEAD), then=Value("pass")),
            When(made, then=Value("pass")), default=Value("na"), output_field=TEXT,
        ),
        given=Cast("due_on", TEXT),
    )


@control(
    CLAUSE, Unit, owner="", every="day", missed=L_MONTH, responsible="CS", least=Parameter("rv.min"),
    evidence=("service.returnvisit.finish",), title=_("Nearly all are called back in time"),
    duty=_("Find out why customers were not called back, and agree on what changes"),
    says=_("Of the return visits that were due in the last 90 days 95 % were made by their day."),
    steps=(Step(_("Last 90 days"), _("made by their day, of all that were due"), CALLED),),
)  # fmt: skip
def nearly_all_are_called_back(units: Any, on: date, least: Decimal) -> Any:
    """One figure, of the company at the top."""
    due = ReturnVisit.unscoped.filter(due_on__lt=on, due_on__gte=on - WINDOW, deleted_at=None).exclude(state=State.DROPPED)
    due = due.exclude(state=State.UNREACHED, done_on__lte=F("due_on"))
    found = due.order_by().aggregate(whole=Count("pk"), made=Count("pk", filter=MADE))
    rate = money.share(found["made"], found["whole"])
    verdict = "na" if rate is None else "pass" if rate >= least else "fail"
    return units.annotate(
        verdict=Case(When(parent=None, then=Value(verdict)), default=Value("na"), output_field=TEXT),
        given=Value(f"{found['made']}/{found['whole']}", output_field=TEXT),
    )


@control(
    CLAUSE, ReturnVisit, every="hour", missed=L_FAST, responsible="CS", title=_("What displeases is taken up at once"),
    duty=_("Take up what the customer is dissatisfied with"), evidence=("finish",),
    says=_("What a dissatisfied customer said is taken up within 24 hours by whoever answers for the customer."),
    steps=(
        Step(
            _("Dissatisfied"), _("a task of whoever answers for the customer, done within 24 hours"),
            ("客户不满意的", "客戶不滿意者", "dissatisfaction"),
        ),
    ),
)  # fmt: skip
def displeasure_is_taken_up(visits: Any, on: date) -> Any:
    """By the task that came of it; while its time runs nothing is judged, and what was taken up late is over."""
    task = Task.unscoped.filter(key=Concat(Value(KEY), Cast(OuterRef("pk"), TEXT)), deleted_at=None)
    names = {"due_at": "due_at", "taken_at": "done_at", "how": "state"}
    found = visits.annotate(**{name: Subquery(task.values(column)[:1]) for name, column in names.items()})
    asked = Q(result=ReturnVisit.Result.DISSATISFIED, done_on__gte=on - WINDOW)
    return found.annotate(
        over=over(Q(taken_at__isnull=False)),
        verdict=Case(
            When(~asked, then=Value("na")), When(taken_at__lte=F("due_at"), then=Value("pass")),
            When(how__in=UNDONE, due_at__lt=timezone.now(), then=Value("fail")), default=Value("na"), output_field=TEXT,
        ),
        given=F("number"),
    )


CONTROLS = [customers_are_called_back, nearly_all_are_called_back, displeasure_is_taken_up]
