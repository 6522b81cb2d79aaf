"""A visit plan's life: proposed, moved, submitted to the superior, and turned into visits when it is approved."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable, must_not_wait
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.customers.customers.models import Customer
from xianji.kit import sets
from xianji.kit.actions import action, afterwards, approval
from xianji.kit.refusals import Refused
from xianji.sales.rounds import proposing
from xianji.sales.rounds.models import PlannedStop, VisitPlan
from xianji.sales.visits.models import Visit

State = VisitPlan.State
CHAIN = [stage(role("SUP"), days=2, late=UPWARDS)]
"""The supervisor decides; a plan of theirs goes to whoever is above."""
BEGIN, APART = time(9, 30), timedelta(minutes=100)
MOST_A_DAY = 20


@action(VisitPlan, when=State.DRAFT, label=pgettext_lazy("visit plan", "Propose"), icon="sparkles", primary=True)
def propose(plan: VisitPlan, *, by: Any) -> None:
    """Who is due, over the working days that are left of the month."""
    must_not_wait(plan)
    if not proposing.propose(plan):
        raise Refused(_("Nobody is due in this month."))


@action(VisitPlan, when=State.DRAFT, label=gettext_lazy("Add a visit"), icon="calendar-plus", alone=True)
def add_stop(plan: VisitPlan, *, by: Any, customer: Customer, day: date, kind: Visit.Kind = Visit.Kind.ONSITE) -> None:
    """Behind the others of its day; it can be moved like them."""
    must_not_wait(plan)
    last = plan.stops.filter(day=proposing.within(plan, day)).count()
    if last >= MOST_A_DAY:
        raise Refused(_("%(day)s is full with %(count)s visits.") % {"day": day, "count": last})
    PlannedStop.objects.create(plan=plan, customer=customer, day=day, place=last, kind=str(kind))


@action(VisitPlan, when=State.DRAFT, label=gettext_lazy("Submit for approval"), icon="send")
def submit(plan: VisitPlan, *, by: Any) -> None:
    """Ask the supervisor."""
    if not plan.stops.exists():
        raise Refused(_("The plan has no visits yet. Let it be proposed, or add some."))
    others = VisitPlan.unscoped.filter(owner=plan.owner_id, month=plan.month, submitted_at__isnull=False, deleted_at=None)
    twin = others.exclude(pk=plan.pk)
    if twin.exists():
        raise Refused(_("There is a plan of this person for this month already: %(number)s.") % {"number": twin.first()})
    plan.submitted_at = timezone.now()
    facts = ["owner", "month", *(["focus"] if plan.focus else [])]
    ask(plan, CHAIN, yes=approve, by=by, facts=facts, subject=gettext_noop("Visit plan"))


@action(VisitPlan, when=State.DRAFT, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(plan: VisitPlan, *, by: Any) -> None:
    """Each stop becomes a visit."""
    plan.approved_on = timezone.localdate()
    afterwards(lambda: make_visits(plan))


@action(VisitPlan, when=State.APPROVED, then=State.DRAFT, label=gettext_lazy("Plan anew"), icon="rotate")
def reconsider(plan: VisitPlan, *, by: Any) -> None:
    """What is a visit stays; what is added is asked about again."""
    plan.approved_on = plan.submitted_at = None


def make_visits(plan: VisitPlan) -> None:
    """Of the stops that are none yet, at an hour by their place in the day."""
    stops = list(plan.stops.filter(visit=None).select_related("customer").order_by("day", "place", "pk"))
    visits = [
        Visit(plan=plan, customer=one.customer, kind=one.kind, owner_id=plan.owner_id, planned_at=hour(one))
        for one in stops
    ]
    for one in visits:
        one.title = one.named()
    sets.insert_many(Visit, visits, verb="create", source="approval")
    for stop, visit in zip(stops, visits, strict=True):
        stop.visit = visit
    PlannedStop.objects.bulk_update(stops, ["visit"])


def hour(stop: PlannedStop) -> datetime:
    return timezone.make_aware(datetime.combine(stop.day, BEGIN)) + APART * min(stop.place, 5)


approvable(VisitPlan, guarded=("month",), reopens=reconsider)
