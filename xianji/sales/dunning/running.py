"""Each night: steps of the ladder that are due are opened as tasks of those who take them, promises that were not kept are
told, plans of repayment are held against what came in. Again at once changes nothing."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role
from xianji.kit import ports, sets, store
from xianji.kit.said import named, sentence
from xianji.org.company.settled import company
from xianji.org.days.places import Places, abroad, calendar_at
from xianji.sales.dunning import ladder, rules
from xianji.sales.dunning.models import DunningAction, RepaymentPlan
from xianji.sales.payments.posting import post_all
from xianji.sales.receivables.agreed import date_again
from xianji.sales.receivables.models import Allocation, Receivable
from xianji.workspace.tasks.models import EVENING
from xianji.workspace.tasks.opening import Opening, close_tasks, open_tasks

KIND = "dunning"
BLOCK = 500
State, Owed = DunningAction.State, (Receivable.State.OPEN, Receivable.State.PARTLY)


def run(on: date | None = None) -> dict[str, int]:
    """All of it for one day; how much was new."""
    day = on or timezone.localdate()
    date_again(Receivable.unscoped)
    return {"stopped": post_all(), "opened": climb(day), "broken": broken(day), "plans": follow_plans(day)}


def climb(on: date) -> int:
    """Open the steps that are due for what is owed and not disputed."""
    opened, last, night = 0, 0, Night(on)
    until = on - timedelta(days=min(night.first.values(), default=0))
    rows = Receivable.unscoped.filter(state__in=Owed, deleted_at=None, due_on__lte=until).select_related("customer")
    while block := list(rows.filter(pk__gt=last).order_by("pk")[:BLOCK]):
        with store.whole():
            opened += night.open(block)
        last = block[-1].pk
    return opened


class Night:
    """What is the same for all receivables of one night, read once."""

    def __init__(self, on: date) -> None:
        self.on, self.first = on, ladder.first_days(on)
        self.home = company().country or ""
        self.places: Places = abroad(self.home)
        self.seats: dict[tuple[str, Any], int | None] = {}

    def open(self, block: list[Receivable]) -> int:
        there: dict[int, set[str]] = {}
        for pk, step in DunningAction.unscoped.filter(receivable__in=block).values_list("receivable", "step"):
            there.setdefault(pk, set()).add(step)
        made = [step for one in block for step in self.steps(one, frozenset(there.get(one.pk, ())))]
        sets.insert_many(DunningAction, made, verb="create", source="job")
        told = [step for step in made if step.step in rules.BY_SYSTEM or step.step == rules.NOTICE]
        for step in told:
            self.tell(step)
        open_tasks(task for step in made if step.step not in rules.BY_SYSTEM for task in self.tasks(step))
        return len(made)

    def steps(self, one: Receivable, there: frozenset[str]) -> list[DunningAction]:
        at = ladder.reached((self.on - one.due_on).days, self.on)
        return [self.step(one, name) for name in rules.missing(there, at, self.first)] if at else []

    def step(self, one: Receivable, name: str) -> DunningAction:
        """A reminder goes out by itself on its very day."""
        made = DunningAction(receivable=one, customer=one.customer, step=name, owner_id=one.owner_id,
                             key=f"{one.pk}:{name}")  # fmt: skip
        calendar = calendar_at(one.org_path, self.places, self.home)
        made.due_on = working(calendar, one.due_on + timedelta(days=self.first[name]))
        if name in rules.BY_SYSTEM:
            made.due_on = max(one.due_on + timedelta(days=self.first[name]), self.on)
            made.state, made.done_on, made.channel = State.DONE, self.on, DunningAction.Channel.MESSAGE
        elif made.due_on < self.on:
            made.due_on = working(calendar, self.on)
        return made

    def tasks(self, step: DunningAction) -> Iterable[Opening]:
        """One for each role of the step: the seller is the one who looks after the customer."""
        due = timezone.make_aware(datetime.combine(step.due_on, time(EVENING)))
        title = sentence("%(step)s · %(customer)s", step=named(step.Step(step.step).label),
                         customer=step.customer.short_name or step.customer.name)  # fmt: skip
        for code in ladder.people(step.step, self.on):
            if (person := self.person(code, step)) is not None:
                yield Opening(f"dunning:{step.pk}:{code}", title, person, due, (step.label(), step.pk), "7.3.2b", source="plan")

    def person(self, code: str, step: DunningAction) -> int | None:
        if code == "REP" and step.owner_id is not None:
            return step.owner_id
        key = code, step.unit_id
        if key not in self.seats:
            found = holders(role(code), Matter(step.unit_id, step.owner_id, DunningAction.label()))
            self.seats[key] = found[0].pk if found else None
        return self.seats[key]

    def tell(self, step: DunningAction) -> None:
        """What goes out by itself goes out on the day, whatever day it is."""
        message = gettext_noop("%(receivable)s of %(customer)s: %(step)s")
        values = {"receivable": step.receivable, "customer": step.customer, "step": step.get_step_display()}
        ports.tell([step.owner_id] if step.owner_id else [], kind=KIND, message=message, values=values,
                   key=f"dunning:{step.pk}", about=step.receivable)  # fmt: skip


def working(calendar: Any, day: date) -> date:
    """What people do moves on to the next working day."""
    return day if calendar.is_workday(day) else calendar.next_workday(day)


def broken(on: date) -> int:
    """Promises whose day is over while something is still owed: noted on the receivable, told to its owner and above."""
    rows = Receivable.unscoped.filter(
        promised_on__lt=on, broken_on=None, state__in=(*Owed, Receivable.State.DISPUTED), deleted_at=None
    )
    for one in (found := list(rows.select_related("customer", "owner"))):
        assert one.promised_on is not None
        one.broken_on = one.promised_on + timedelta(days=1)
        store.change(one, verb="break_promise", source="job")
        people = {one.owner_id, *(person.pk for person in holders(role("SUP"), Matter(one.unit_id, one.owner_id, one.label())))}
        ports.tell(
            people - {None}, kind=KIND, message=gettext_noop("%(customer)s promised to pay %(receivable)s and did not"),
            values={"customer": one.customer, "receivable": one}, key=f"broken:{one.pk}:{one.broken_on}", about=one, urgent=True,
        )  # fmt: skip
    return len(found)


def follow_plans(on: date) -> int:
    """Approved plans that were kept to their end, or are behind."""
    done = 0
    for plan in RepaymentPlan.unscoped.filter(state=RepaymentPlan.State.APPROVED, deleted_at=None):
        since, came = plan.approved_on or plan.first_on, Allocation.Kind.PAYMENT
        rows = Allocation.objects.filter(receivable__customer=plan.customer_id, kind=came, on__gte=since, on__lte=on)
        paid = rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
        parts = rules.parts(plan.amount, plan.first_on, plan.parts)
        if paid >= plan.amount:
            plan.state = RepaymentPlan.State.KEPT
        elif rules.is_behind(parts, paid, on):
            plan.state = RepaymentPlan.State.BROKEN
        else:
            continue
        store.change(plan, verb="keep" if plan.state == RepaymentPlan.State.KEPT else "break_off", source="job")
        done += 1
    return done


def follow_receivables(told: list[tuple[Receivable, dict[str, tuple[Any, Any]]]]) -> None:
    """With every write of receivables: the steps of what is owed no more are not needed, and their tasks close."""
    ids = [one.pk for one, changed in told if "state" in changed and one.state not in (*Owed, Receivable.State.DISPUTED)]
    if not ids:
        return
    rows = DunningAction.unscoped.filter(receivable__in=ids, state=State.DUE, deleted_at=None)
    steps = list(rows.values_list("pk", "step"))
    if steps:
        sets.change_many(rows, {"state": State.SETTLED}, verb="settle", source="job")
        close(steps)


def close(steps: list[tuple[int, str]], outcome: str = "done") -> None:
    today = timezone.localdate()
    close_tasks([f"dunning:{pk}:{code}" for pk, step in steps for code in ladder.people(step, today)], outcome)


