"""What the demo company leaves undone, so that each control has something to find; and the weeks in which it was found."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from xianji.config.demo import legal, orders, service
from xianji.customers.duplicates.looking import look_at_all
from xianji.customers.models import AccountEvent, AccountTeam, Customer, DuplicateCase
from xianji.customers.teams import access
from xianji.lib.periods import months_after
from xianji.lib.text.companies import firm
from xianji.policy.coverage import reading
from xianji.policy.findings.duties import PREFIX
from xianji.policy.models import Version
from xianji.policy.runs import jobs
from xianji.risk.models import CreditAssessment, Risk, RiskRound
from xianji.sales.dunning.controls import last_quarter
from xianji.sales.models import Contract, DunningAction, Opportunity, Receivable, Statement, Visit
from xianji.sales.receivables.rules import OWED
from xianji.workspace.models import Activity, Task

WEEKS = 12
"""For which the cockpit has figures from the start."""
CHECKED, COMPLETE, UNIQUE, CLASSED, FOLLOWED, NEWS, SETTLED = (
    "customers.customer.files_are_checked", "customers.customer.files_are_complete", "customers.customer.numbers_are_unique",
    "customers.customer.customers_have_a_class", "sales.opportunity.deals_are_followed_up",
    "customers.accountevent.events_are_triaged", "customers.duplicatecase.duplicates_are_settled",
)  # fmt: skip
NOTED, PURSUED = "sales.contract.contracts_are_followed", "sales.contract.disputes_are_pursued"
RATED = "risk.creditassessment.ratings_are_fresh"
WEIGHED, REWEIGHED, RESPONDED, GONE_THROUGH = (
    "risk.risk.risks_are_assessed", "risk.risk.assessments_are_fresh", "risk.risk.risks_are_answered",
    "risk.riskround.classes_are_gone_through",
)  # fmt: skip
PLANNED, TEAMED, RENEWED = (
    "customers.customer.targets_have_a_plan", "customers.customer.large_customers_have_a_team",
    "customers.customer.buyers_have_a_renewal",
)  # fmt: skip
WRITTEN_UP = "sales.visit.visits_are_written_up"


TAKEN, COLLECTED, CONFIRMED = (
    "sales.dunningaction.steps_are_taken", "org.person.little_is_overdue", "org.person.balances_are_confirmed",
)  # fmt: skip


def plant() -> dict[str, set[int]]:
    """Break the rules in a few places, behind the back of the verbs; returns {control: the records it has to find}. What nobody
    looked at for long also counts half."""
    customers = list(Customer.unscoped.filter(state="active", size_class__in=["large", "medium"]).order_by("pk")[:9])
    deals = list(Opportunity.unscoped.filter(closed_on=None).order_by("-amount", "pk")[:6])
    if len(customers) < 9 or len(deals) < 6:
        raise ValueError("The demo company is too small to plant anything in it.")
    old = _each(customers[0:3], lambda one: {"verified_on": timezone.localdate() - timedelta(days=186 + one.pk % 9)})
    return {
        CHECKED: old,
        COMPLETE: old | _each(customers[3:5], lambda one: {"address": "", "invoice_title": "", "payment_terms": "待补"}),
        UNIQUE: _twin(customers[5], customers[6]),
        CLASSED: _each(customers[7:9], lambda one: {"size_class": ""}),
        FOLLOWED: _idle(deals[0:4]),
        **strategies(),
        NEWS: _unseen(),
        NOTED: _silent(), PURSUED: _argued(),
        RATED: _grown_old(),
        **risking(),
        SETTLED: _undecided(customers[5], customers[6]),
        WRITTEN_UP: _unwritten(),
        **orders.plant(),
        **service.plant(),
        **(collected := collecting()),
        **legal.plant(collected[CONFIRMED] or collected[COLLECTED]),
    }  # fmt: skip


def strategies() -> dict[str, set[int]]:
    """A target without a plan, a large customer whose team has left, a regular one whose renewal is none any more."""
    bought = Customer.unscoped.filter(state="active")
    unplanned = bought.filter(size_class="small", target=False).order_by("-pk")[:1]
    large = list(bought.filter(size_class="large").order_by("-pk")[:1])
    renewals = Opportunity.unscoped.filter(is_renewal=True, customer__size_class="medium").order_by("-pk")[:1]
    AccountTeam.unscoped.filter(customer__in=large).update(deleted_at=timezone.now())
    access.bring(one.pk for one in large)
    return {
        PLANNED: _each(list(unplanned), lambda one: {"target": True}),
        TEAMED: {one.pk for one in large},
        RENEWED: {one.customer_id for one in renewals if _each([one], lambda _one: {"is_renewal": False})},
    }


def risking() -> dict[str, set[int]]:
    """A risk that nobody has assessed, one that was assessed too long ago, one whose response is late; a class that was not gone
    through in the last quarter."""
    today = timezone.localdate()
    entered = Risk.unscoped.filter(state="identified").order_by("identified_on", "pk")[:1]
    watched = Risk.unscoped.filter(state="monitoring", left_level="medium").order_by("pk")[:1]
    unsigned = RiskRound.unscoped.filter(category="legal", due_on__lt=today).order_by("pk")[:1]
    open_ones = Risk.unscoped.filter(state="assessed").order_by("identified_on", "pk")[:1]
    return {
        WEIGHED: _each(list(entered), lambda _one: {"identified_on": today - timedelta(days=21)}),
        REWEIGHED: _each(list(watched), lambda _one: {"assessed_on": today - timedelta(days=97)}),
        GONE_THROUGH: _each(
            list(unsigned), lambda _one: {"state": "open", "live": None, "signed_on": None, "note": ""}
        ),
        RESPONDED: _each(list(open_ones), lambda _one: {"respond_by": today - timedelta(days=4)}),
    }


def collecting() -> dict[str, set[int]]:
    """A step of dunning that nobody took, a seller whose customers owe too much for too long, and one whose customers have not
    confirmed what they owe: where the quarter is long enough over to ask for it."""
    today = timezone.localdate()
    steps = list(DunningAction.unscoped.filter(state="due").order_by("pk")[:1])
    end, by = last_quarter(today)
    owed = Receivable.unscoped.filter(state__in=OWED, issued_on__lte=end).order_by("-owner")
    unsigned = owed.values_list("owner", flat=True).first() if today >= by else None
    Statement.unscoped.filter(owner=unsigned, to_on=end).update(
        state="sent", said=None, difference=None, confirmed_on=None
    )
    late = Receivable.unscoped.filter(state__in=OWED, due_on__lt=today - timedelta(days=60)).values_list("owner", flat=True)
    return {
        TAKEN: _each(steps, lambda _one: {"due_on": today - timedelta(days=4)}),
        COLLECTED: {pk for pk in late if pk}, CONFIRMED: {unsigned} if unsigned else set(),
    }  # fmt: skip


def look_back(weeks: int = WEEKS) -> None:
    """The regulation holds since three months, and was looked after every week and in the last nights; what was found then and
    is done was done by its day, not on the day of the founding."""
    today = timezone.localdate()
    Version.unscoped.filter(state="published").update(effective_on=today - timedelta(weeks=weeks, days=9))
    reading.forget()
    sundays = [today - timedelta(weeks=n, days=(today.weekday() + 1) % 7) for n in range(weeks, 0, -1)]
    for day in sorted({*sundays, *(today - timedelta(days=n) for n in range(3))}):
        jobs.nightly(timezone.make_aware(datetime.combine(day, time(2))))
        Task.unscoped.filter(done_at__gt=F("due_at"), key__startswith=PREFIX).update(done_at=F("due_at"))


def _each(records: list[Any], values: Callable[[Any], dict[str, Any]]) -> set[int]:
    for one in records:
        type(one).unscoped.filter(pk=one.pk).update(**values(one))
    return {one.pk for one in records}


def _twin(one: Customer, other: Customer) -> set[int]:
    """The younger file carries the number of the older one."""
    Customer.unscoped.filter(pk=other.pk).update(registration_no=one.registration_no)
    return {other.pk}


def _silent() -> set[int]:
    """A contract in force on which nobody has noted anything for three weeks."""
    running = Contract.unscoped.filter(state="performing").order_by("effective_on")[:1]
    return _each(list(running), lambda one: {"progress_on": timezone.localdate() - timedelta(days=21)})


def _argued() -> set[int]:
    """An old contract, long in dispute, whose claims lapse in two months."""
    today = timezone.localdate()
    begun, argued = months_after(today, -50), months_after(today, -34)
    why = Receivable.unscoped.filter(state="disputed").values_list("disputed_because", flat=True).first() or ""
    newest = Contract.unscoped.filter(state="performing").order_by("-effective_on", "-pk")[:1]
    return _each(list(newest), lambda _one: {
        "state": "disputed", "resumes_as": "performing", "disputed_on": argued, "ended_because": why, "progress_on": argued,
        **dict.fromkeys(("from_on", "signed_on", "approved_on", "sealed_on", "filed_on", "handed_on", "effective_on"), begun),
    })  # fmt: skip


def _unseen() -> set[int]:
    """News that came in two weeks ago and that nobody has looked at."""
    newest = AccountEvent.unscoped.filter(state="new").order_by("pk")[:1]
    return _each(list(newest), lambda one: {"created_at": one.created_at - timedelta(days=14)})


def _grown_old() -> set[int]:
    """A rating that nobody has looked at for more than a year."""
    rated = CreditAssessment.unscoped.filter(state="active", rating__in=["A", "AA", "AAA"]).order_by("-pk")[:1]
    today = timezone.localdate()
    return _each(list(rated), lambda one: {"as_of": today - timedelta(days=390), "review_on": today - timedelta(days=25)})


def _undecided(one: Customer, other: Customer) -> set[int]:
    """All files were compared a month ago; nobody has said what becomes of the two with one number. Another pair has just been
    found by its name."""
    near = list(Customer.unscoped.filter(state="prospect", owner=one.owner).order_by("pk")[:2])
    Customer.unscoped.filter(pk=near[1].pk).update(name=firm(near[0].name).core)
    look_at_all()
    late = DuplicateCase.unscoped.filter(first=one, second=other)
    late.update(opened_on=timezone.localdate() - timedelta(days=31))
    return set(late.values_list("pk", flat=True))


def _idle(deals: list[Opportunity]) -> set[int]:
    """Nobody has spoken about them for a month."""
    ids = [deal.pk for deal in deals]
    Activity.unscoped.filter(about_label="sales.opportunity", about_id__in=ids).delete()
    ago = timezone.localdate() - timedelta(days=33)
    Opportunity.unscoped.filter(pk__in=ids).update(staged_on=ago)
    return set(ids)


def _unwritten() -> set[int]:
    """A visit of two days ago that is still to be written up."""
    ended = timezone.now() - timedelta(hours=50)
    owing = Visit.unscoped.filter(state="checked_out").order_by("pk")[:1]
    return _each(list(owing), lambda one: {"checked_out_at": ended, "checked_in_at": ended - timedelta(minutes=50)})
