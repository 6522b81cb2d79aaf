"""What the regulation asks of leads that are worked on: never without a next step; and of those whose time has not come: that
each is nurtured, left alone when it says so, scored daily."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateTimeField, Exists, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.customers.leads.models import Lead, ScoreRun
from xianji.customers.nurturing import rules
from xianji.customers.nurturing.models import OPEN, NurtureEnrollment, NurtureSequence
from xianji.customers.touches.models import Touch
from xianji.kit.controls import L_MONTH, Parameter, Step, control

State = NurtureEnrollment.State
DAY = timedelta(days=1)
WORKED = (Lead.State.CONTACTED, Lead.State.NURTURING, Lead.State.QUALIFIED)


@control(
    "3.2.1d", Lead, every="day", missed=L_MONTH, responsible="MR", gap=Parameter("nurture.gap"),
    evidence=("nurture", "enroll", "customers.nurtureenrollment.enroll", "customers.nurtureenrollment.stop"),
    title=_("Leads are nurtured"), duty=_("Enroll the lead in a sequence, qualify it, or let it go"),
    says=_(
        "A lead that is nurtured is in a running sequence, which ends with an answer or a no; and every lead is scored daily."
    ),
    steps=(
        Step(
            _("Nurtured"), _("in at least one running sequence"),
            ("进入培育", "培育", "轉入培育", "nurtured", "nurture"), judged="inside",
        ),
        Step(_("An answer or a no"), _("every sequence of the lead ends"), judged="silent"),
        Step(_("Every day"), _("the score is counted anew"), judged="scored"),
    ),
)  # fmt: skip
def leads_are_nurtured(leads: Any, on: date, gap: Decimal) -> Any:
    """Whoever fell out of the last sequence has so many days until somebody decides; one held back is in none."""
    halted = mine().order_by().values("lead").annotate(last=Max("halted_at")).values("last")
    found = leads.annotate(
        since=TruncDate(Coalesce(Subquery(halted, output_field=DateTimeField()), "assigned_at", "created_at")),
        is_in=Exists(running()), is_open=Exists(mine().filter(state__in=OPEN)), is_answered=Exists(answered()),
    )  # fmt: skip
    asked, wanted = Q(state=Lead.State.NURTURING), Q(do_not_contact=False)
    return found.annotate(
        inside=judged(asked & wanted, Q(is_in=True) | Q(since__gte=on - timedelta(days=int(gap)))),
        silent=judged(asked, Q(is_answered=False) & (wanted | Q(is_open=False))), scored=judged(asked, fresh(on)),
        given=Cast("since", CharField()),
    ).annotate(
        verdict=Case(
            When(~asked, then=Value("na")), When(Q(inside="fail") | Q(silent="fail") | Q(scored="fail"), then=Value("fail")),
            default=Value("pass"), output_field=CharField(),
        )
    )  # fmt: skip


def mine() -> Any:
    """All sequences of the lead of the outer query."""
    return NurtureEnrollment.unscoped.filter(lead=OuterRef("pk"), deleted_at=None)


def running() -> Any:
    """Those in which something is said on its day."""
    return mine().filter(state=State.ACTIVE, held_because="", sequence__state=NurtureSequence.State.ACTIVE)


def judged(asked: Q, kept: Q) -> Case:
    return Case(When(~asked, then=Value("na")), When(kept, then=Value("pass")), default=Value("fail"), output_field=CharField())


def answered() -> Any:
    """Open sequences of the lead that go on although it has answered since they began."""
    words = Touch.unscoped.filter(lead=OuterRef("lead"), deleted_at=None, at__gte=OuterRef("began_at"))
    going = NurtureEnrollment.unscoped.filter(lead=OuterRef("pk"), deleted_at=None, state__in=OPEN)
    return going.filter(Exists(words.exclude(outcome=rules.NO_ANSWER)))


def fresh(on: date) -> Q:
    """Scores of all leads were counted on that day or the day before; a new lead is scored as it comes."""
    first = timezone.make_aware(datetime.combine(on - DAY, time()))
    return Q(Exists(ScoreRun.objects.filter(at__gte=first, at__lt=first + 2 * DAY))) | Q(created_at__gte=first)


@control(
    "3.2.1c", Lead, every="day", idle=Parameter("lead.idle"), evidence=("touch",), title=_("Leads are followed up"),
    duty=_("Speak with the lead and plan the next step, or give it back"),
    says=_("A lead that is worked on has a next step, and does not stay without follow-up for long."),
    steps=(
        Step(
            _("Always"), _("a next step with its day"),
            ("后续跟进", "後續追蹤", "follows up", "下一步", "next step"),
        ),
        Step(
            _("After 14 days"), _("a lead without follow-up goes back"),
            ("长期无人过问", "久未聯繫", "those left alone", "未跟进", "未跟進"),
        ),
    ),
)
def leads_are_followed_up(leads: Any, on: date, idle: Decimal) -> Any:
    """Reckoned from the last follow-up, else from the day on which it was given to its owner. A lead whose time has not come is
    cared for by its sequence: the step that comes is its next one, and each was made on its day."""
    last = TruncDate(Coalesce("followed_at", "contacted_at", "assigned_at", "created_at"))
    idle_since = on - timedelta(days=int(idle))
    found = leads.annotate(since=last, is_led=Exists(running().filter(due_on__gte=on)))
    led = Q(state=Lead.State.NURTURING, is_led=True)
    return found.annotate(
        verdict=Case(
            When(~Q(state__in=WORKED), then=Value("na")), When(led, then=Value("pass")),
            When(Q(next_step_at=None) | Q(since__lt=idle_since), then=Value("fail")), default=Value("pass"),
            output_field=CharField(),
        ),
        given=Cast("since", CharField()),
    )  # fmt: skip
