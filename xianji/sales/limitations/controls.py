"""What the regulation asks of legal risk: contracts are looked at in time, and no claim lapses unasked."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.approval.requests.models import Request, Seat
from xianji.approval.requests.seating import APART
from xianji.kit.controls import Parameter, Step, control
from xianji.lib.periods import months_after
from xianji.org.company.settled import company
from xianji.org.days.places import by_place
from xianji.sales.contracts.controls import judged
from xianji.sales.contracts.models import Contract, Deviation
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.limitations import clock
from xianji.sales.receivables.models import Allocation, Receivable
from xianji.sales.receivables.rules import OWED
from xianji.sales.templates.models import Kind

CLAUSE = "X7.3.3"
LEGAL = Q(party__lt=APART, step__stage__parties__0__1="LEG") | Q(party__gte=APART, step__stage__parties__1__1="LEG")
"""Seats of legal: alone, or second beside finance."""
UNUSUAL = (
    Q(deviation=Deviation.MAJOR) | Q(kind__in=(Kind.FRAMEWORK, Kind.AGENCY)) | Q(is_exclusive=True) | Q(is_sensitive=True)
)  # fmt: skip


@control(
    CLAUSE, Contract, owner="lawyer", every="day", responsible="LEG", evidence=("review",), usual=Parameter("legal.turnaround"),
    other=Parameter("legal.turnaround.other"), title=_("Legal answers in time"), duty=_("Review the contract for legal"),
    says=_("Legal reviews a contract within two business days, an unusual one within five."),
    steps=(
        Step(
            _("Review by legal"), _("unusual: far from its template, framework or agency, exclusive, personal data, foreign"),
            ("法律审查限时完成", "法務審查須限時完成", "Legal review of contracts"),
        ),
    ),
)  # fmt: skip
def legal_answers_in_time(contracts: Any, on: date, usual: Decimal, other: Decimal) -> Any:
    """Where legal is asked now: since when, and who; where it has answered in this review, all is well."""
    seats = Seat.objects.filter(
        LEGAL, request__about_label=Contract.label(), request__about_id=OuterRef("pk"), request__deleted_at=None,
        request__state=Request.State.PENDING,
    )  # fmt: skip
    waiting = seats.filter(state=Seat.State.OPEN).order_by("pk")
    is_read = Q(state=Contract.State.REVIEW)
    foreign = Q(currency__isnull=False) & ~Q(currency__code=company().currency)
    found = contracts.annotate(
        since=only(is_read, waiting.annotate(day=TruncDate("step__opened_at")).values("day"), DateField()),
        lawyer=only(is_read, waiting.values("person"), BigIntegerField()),
        earliest=Case(When(UNUSUAL | foreign, then=before(on, other)), default=before(on, usual), output_field=DateField()),
    )
    late = is_read & Q(since__lt=F("earliest"))
    asked = is_read & (Q(since__isnull=False) | Q(Exists(seats.filter(state=Seat.State.APPROVED))))
    return found.annotate(verdict=judged(asked, late), given=Coalesce(Cast("since", CharField()), Value("")))


def only(where: Q, rows: Any, kind: Any) -> Any:
    """The first of these, looked for only where it matters."""
    return Case(When(where, then=Subquery(rows[:1], output_field=kind)), default=None, output_field=kind)


def before(on: date, days: Decimal) -> Any:
    return by_place(lambda at: at.add_workdays(on, -int(days)))


@control(
    CLAUSE, Receivable, owner="", every="day", responsible="LEG",
    evidence=("sales.dunningaction.finish", "sales.statement.answer"),
    title=_("No claim lapses unasked"), duty=_("Ask for the old claim again, with proof"),
    says=_("Before a claim lapses after three years it is asked for again, or the customer has owned to it."),
    steps=(
        Step(
            _("Register"), _("since when the time of a claim runs: due, asked for with proof, paid in part, confirmed"),
            ("诉讼时效", "消滅時效", "limitation periods"),
        ),
        Step(
            _("Alerts"), _("legal and the owner are told by the months that the table names"),
            ("提前提醒", "reminders ahead of time"), judged="verdict",
        ),
    ),
)  # fmt: skip
def claims_are_kept(claims: Any, on: date) -> Any:
    """Since the last alert nothing is on record by which its time would run anew."""
    last = months_after(on, -clock.first_months(on).get(clock.LAST, clock.LAPSES))
    steps = DunningAction.unscoped.filter(
        clock.ASKED, receivable=OuterRef("pk"), state=DunningAction.State.DONE, done_on__gt=last, deleted_at=None
    )
    paid = Allocation.objects.filter(
        receivable=OuterRef("pk"), kind=Allocation.Kind.PAYMENT, amount__gt=0, undone=None, on__gt=last
    )
    signed = Statement.unscoped.filter(
        customer=OuterRef("customer"), state=Statement.State.CONFIRMED, closing__gt=0, confirmed_on__gt=last,
        to_on__gte=OuterRef("issued_on"), deleted_at=None,
    )  # fmt: skip
    agreed = RepaymentPlan.unscoped.filter(
        customer=OuterRef("customer"), state__in=clock.AGREED, approved_on__gt=last, approved_on__gte=OuterRef("issued_on"),
        deleted_at=None,
    )  # fmt: skip
    kept = Q(due_on__gt=last) | Exists(steps) | Exists(paid) | Exists(signed) | Exists(agreed)
    return claims.annotate(
        verdict=Case(
            When(~Q(state__in=OWED) | Q(due_on__gt=clock.watched_from(on)), then=Value("na")), When(kept, then=Value("pass")),
            default=Value("fail"), output_field=CharField(),
        ),
        given=Cast("due_on", CharField()),
    )  # fmt: skip


@control(
    CLAUSE, Contract, every="day", responsible="LEG", evidence=("claim_again", "resume", "terminate"),
    title=_("No dispute lapses unsettled"), duty=_("Settle the dispute, or claim again with proof, before it lapses"),
    says=_(
        "Before the claims from a contract in dispute lapse after three years, it is settled or they are made again with proof."
    ),
    steps=(
        Step(
            _("Register"), _("since when a contract is in dispute, and when we last claimed what is ours with proof"),
            ("诉讼时效", "消滅時效", "limitation periods"),
        ),
        Step(
            _("Before it lapses"), _("from the last alert of the table on the owner has to act; legal was told three times"),
            ("提前提醒", "reminders ahead of time"), judged="verdict",
        ),
    ),
)  # fmt: skip
def disputes_are_pursued(contracts: Any, on: date) -> Any:
    """In dispute since the last alert, and nothing since then by which its time would run anew."""
    last = months_after(on, -clock.first_months(on).get(clock.LAST, clock.LAPSES))
    found = contracts.annotate(since=Coalesce("claimed_on", "disputed_on"))
    argued = Q(state=Contract.State.DISPUTED, disputed_on__isnull=False)
    late = argued & Q(since__lte=last)
    return found.annotate(verdict=judged(argued, late), given=Coalesce(Cast("since", CharField()), Value("")))
