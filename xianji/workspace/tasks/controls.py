"""What the regulation asks of tasks: that most are done on time, person by person, month by month."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, DecimalField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_MONTH, Parameter, Step, control
from xianji.kit.over import over
from xianji.org.models import Person
from xianji.workspace.tasks import rules
from xianji.workspace.tasks.models import Task

SHARE = DecimalField(max_digits=8, decimal_places=4)


@control(
    "5.2.1e", Person, owner="id", every="day", missed=L_MONTH, least=Parameter("task.ontime"), title=_("Tasks are done on time"),
    duty=_("Look at why tasks of last month were late"), says=_("Nine of ten tasks of a month are done on time."),
    steps=(
        Step(
            _("Each month"), _("tasks done by their hour, of all that were due"),
            ("安排后续", "排定後續", "the next step", "及时", "及時", "promptly"),
        ),
    ),
)
def tasks_are_done_on_time(people: Any, on: date, least: Decimal) -> Any:
    """Of the tasks that fell due last month, cancelled ones left out, so many were done by then; the duty dates from the first
    day of this month."""
    first, end = last_month(on)
    due = Task.unscoped.filter(owner=OuterRef("pk"), due_at__gte=first, due_at__lt=end, deleted_at=None)
    asked = due.exclude(state=rules.CANCELLED).order_by().values("owner")
    kept = asked.annotate(kept=Count("pk", filter=Q(done_at__lte=F("due_at")))).values("kept")
    whole = asked.annotate(whole=Count("pk")).values("whole")
    found = people.filter(left_on=None).annotate(
        whole=Coalesce(Subquery(whole), 0), kept=Coalesce(Subquery(kept), 0), due=Value(on.replace(day=1)),
    )  # fmt: skip
    enough = Q(kept__gte=Cast(F("whole"), SHARE) * Value(least, output_field=SHARE))
    return found.annotate(
        over=over(enough),
        verdict=Case(
            When(whole=0, then=Value("na")), When(enough, then=Value("pass")), default=Value("fail"), output_field=CharField()
        ),
        given=Concat(Cast("kept", CharField()), Value(" / "), Cast("whole", CharField())),
    )


def last_month(on: date) -> tuple[datetime, datetime]:
    """From its first moment to, without, the first of this month."""
    end = on.replace(day=1)
    first = (end - timedelta(days=1)).replace(day=1)
    return timezone.make_aware(datetime.combine(first, time())), timezone.make_aware(datetime.combine(end, time()))
