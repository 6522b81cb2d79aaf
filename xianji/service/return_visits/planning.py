"""The regular return visits, kept each night: a customer has its next one as its class has it; again at once changes nothing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.kit import sets, store
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.sales.visits import frequency
from xianji.service.return_visits import rules
from xianji.service.return_visits.callers import Callers
from xianji.service.return_visits.models import ReturnVisit

BLOCK = 500
State, REGULAR = ReturnVisit.State, ReturnVisit.Occasion.PERIODIC
SIZES = (Customer.Class.LARGE, Customer.Class.MEDIUM, Customer.Class.SMALL)
CALLED = {"state": Customer.Cycle.ACTIVE, "deleted_at": None, "owner__isnull": False}
"""Who is called by a rhythm: active customers that somebody answers for."""


def run(on: date | None = None) -> dict[str, int]:
    """All of it for one day; how many came, moved and went."""
    day = on or timezone.localdate()
    told = {"planned": 0, "moved": 0, "dropped": drop()}
    call_anew()
    rows = Customer.unscoped.filter(shown_class__in=SIZES, **CALLED).order_by("pk")
    for customers in batched(rows.iterator(BLOCK), BLOCK):
        with store.whole():
            planned, moved = of_block(list(customers), day)
        told["planned"] += planned
        told["moved"] += moved
    return told


def drop() -> int:
    """Those of customers that are none any more."""
    due = ReturnVisit.unscoped.filter(state=State.DUE, occasion=REGULAR, deleted_at=None)
    kept = Customer.unscoped.filter(**CALLED)
    return sets.change_many(due.exclude(customer__in=kept), {"state": State.DROPPED}, verb="drop", source="job")


def call_anew() -> int:
    """What somebody was to call who has left, or nobody, is another's."""
    nobody = Q(caller=None) | Q(caller__left_on__isnull=False)
    visits = list(ReturnVisit.unscoped.filter(nobody, state=State.DUE, deleted_at=None).select_related("customer").order_by("pk"))
    callers = Callers([one.customer for one in visits])
    for one in visits:
        one.caller_id = callers.of(one.customer)
    return sets.update_many(ReturnVisit, visits, ["caller"], verb="change", source="job")


def of_block(customers: list[Customer], on: date) -> tuple[int, int]:
    """Four statements and what is written."""
    ids, months = [one.pk for one in customers], rhythms(customers, on)
    rows = ReturnVisit.unscoped.filter(Among("customer", ids), deleted_at=None)
    waiting, twins = sorted_out(rows.filter(state=State.DUE).order_by("due_on", "pk"))
    last = dict(rows.filter(state=State.DONE).order_by().values_list("customer").annotate(Max("done_on")))
    missing = [one for one in customers if one.pk in months and one.pk not in waiting]
    made = list(planned(missing, months, last, on))
    for pk, visit in waiting.items():
        if visit.occasion == REGULAR and pk in months:
            visit.due_on = rules.moved_to(visit.due_on, last.get(pk), months[pk], on)
    if twins:
        sets.change_many(rows.filter(pk__in=twins), {"state": State.DROPPED}, verb="drop", source="job")
    moved = sets.update_many(ReturnVisit, list(waiting.values()), ["due_on"], verb="change", source="job")
    return sets.insert_many(ReturnVisit, made, verb="create", source="job"), moved


def sorted_out(due: Iterable[ReturnVisit]) -> tuple[dict[int, ReturnVisit], list[int]]:
    """{customer: its regular one, else what else waits}; of customers that became one the later regular ones are too many."""
    found: dict[int, ReturnVisit] = {}
    twins = []
    for one in due:
        there = found.get(one.customer_id)
        if there is None or there.occasion != REGULAR:
            found[one.customer_id] = one if there is None or one.occasion == REGULAR else there
        elif one.occasion == REGULAR:
            twins.append(one.pk)
    return found, twins


def planned(
    customers: list[Customer], months: dict[int, int], last: dict[int, date], on: date,
) -> Iterable[ReturnVisit]:  # fmt: skip
    callers = Callers(customers)
    for one in customers:
        due = rules.regular_day(last.get(one.pk), months[one.pk], on, one.pk)
        yield ReturnVisit(
            title=str(one)[:200], occasion=REGULAR, customer=one, due_on=due, owner_id=one.owner_id, caller_id=callers.of(one)
        )


def rhythms(customers: list[Customer], on: date) -> dict[int, int]:
    """{customer: months between two}, by the table of visits; whoever has to pay first is visited for that."""
    owed: dict[int, tuple[int, Decimal]] = {}
    for source in frequency.owed:
        owed |= source([one.pk for one in customers])
    found = {}
    for one in customers:
        days, amount = owed.get(one.pk, (0, Decimal()))
        every = rules.MONTHS.get(str(frequency.rhythm(one, days, amount, on)["return_every"]))
        if every:
            found[one.pk] = every
    return found
