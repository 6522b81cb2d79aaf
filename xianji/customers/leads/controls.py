"""What the regulation asks of leads: that they are whole, and spoken with in time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, DateTimeField, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.leads.models import Lead, called
from xianji.kit.controls import L_FAST, Step, control
from xianji.kit.given import chosen
from xianji.kit.over import over
from xianji.kit.web.writing import several

State = Lead.State
UNSPOKEN = (State.NEW, State.ASSIGNED)
NEEDED = ("company", "person", "source", "region_id", "need", "basis")
WAYS = ("mobile", "email", "wechat")


@control(
    "3.2.1b", Lead, blocks="create", granted_by="SUP", title=gettext_lazy("Leads are whole when they are entered"),
    says=gettext_lazy("A lead names company, person, a way to reach them, source, region, need and the lawful basis."),
    steps=(
        Step(
            gettext_lazy("When it is entered"), gettext_lazy("nothing that is needed is missing"),
            ("注明来源", "註明出處", "with their origin", "信息库", "資料庫", "database"),
        ),
    ),
)
def leads_are_whole(lead: Any, values: dict[str, Any], on: date) -> Any:
    """Without these nobody can call, or nobody may."""
    told = [called(name.removesuffix("_id")) for name in NEEDED if not getattr(lead, name)]
    if not any(getattr(lead, name) for name in WAYS):
        told.append(_("a way to reach them"))
    if not told:
        return None
    return _("The lead lacks: %(fields)s.") % {"fields": several(told)}, several(told)


@control(
    "3.2.1c", Lead, owner="answering", every="hour", missed=L_FAST, evidence=("assign", "distribute", "touch"),
    title=gettext_lazy("Leads are called in time"), duty=gettext_lazy("Speak with the lead"),
    says=gettext_lazy("A lead is spoken with for the first time within the hours of its grade."),
    steps=(
        Step(
            gettext_lazy("First contact"), gettext_lazy("A within 4 working hours, B 24, C 48"),
            ("首次联系", "首次聯絡", "跟踪", "追蹤", "first contact", "follow"),
        ),
        Step(
            gettext_lazy("If missed"), gettext_lazy("A goes to somebody else, B to the pool"),
            ("逾期", "收回", "重新分配", "重新分派", "go back", "reassign"),
        ),
    ),
)
def leads_are_called_in_time(leads: Any, on: date) -> Any:
    """Whoever let the moment pass answers for it that day, also when somebody else has the lead since."""
    zone = timezone.get_current_timezone()
    end = min(timezone.now(), datetime.combine(on + timedelta(days=1), time(), zone))
    given_on = Q(missed_by__isnull=False, missed_at__gte=datetime.combine(on, time(), zone), missed_at__lt=end)
    waiting = Q(contacted_at=None, state__in=UNSPOKEN) | Q(contacted_at__gte=datetime.combine(on, time(), zone))
    late = Q(contacted_at=None, first_due_at__lt=end) | Q(contacted_at__gt=F("first_due_at"))
    return leads.annotate(
        answering=Case(When(given_on, then=F("missed_by_id")), default=F("owner_id"), output_field=BigIntegerField()),
        due_at=Case(When(given_on, then=F("missed_at")), default=F("first_due_at"), output_field=DateTimeField()),
        over=over(Q(contacted_at__isnull=False) & ~given_on),
        verdict=Case(
            When(given_on, then=Value("fail")), When(Q(first_due_at=None) | ~waiting, then=Value("na")),
            When(late, then=Value("fail")), default=Value("pass"), output_field=CharField(),
        ),
        given=chosen(Lead, "grade"),
    )  # fmt: skip
