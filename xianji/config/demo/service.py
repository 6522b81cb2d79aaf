"""How the demo company's customers fared: return visits after deliveries and by class, four months of them, and those to come."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.customers.contacts.contacted import post_last_contact
from xianji.customers.models import Contact, Customer
from xianji.kit import sets
from xianji.lib.periods import months_after
from xianji.service.models import ReturnVisit
from xianji.service.return_visits import answering, planning
from xianji.service.return_visits.actions import finish
from xianji.service.return_visits.callers import Callers
from xianji.workspace.models import Activity

EVERY = {"large": 28, "medium": 85, "small": 170}
"""Days between two, by class: within what the regulation asks."""
PAST, LATE = 120, "service.returnvisit.customers_are_called_back"
RESULTS = ("satisfied",) * 8 + ("neutral",) * 2


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    words, today = told["service"], timezone.localdate()
    after_deliveries(words, pick)
    rows = Customer.unscoped.filter(shown_class__in=planning.SIZES, **planning.CALLED).order_by("pk")
    customers = list(rows)
    known = Contact.unscoped.filter(customer__in=customers, deleted_at=None).order_by("-pk")
    contacts = dict(known.values_list("customer", "pk"))
    callers = Callers(customers)
    made = [
        visit_of(words, one, callers.of(one), contacts.get(one.pk), today - timedelta(days=ago), pick)
        for one in customers for ago in range(pick.randint(4, EVERY[one.shown_class] - 1), PAST, EVERY[one.shown_class])
    ]  # fmt: skip
    sets.insert_many(ReturnVisit, made, source="demo")
    talks(made)
    planning.run(today)
    as_if_planned_then(customers, made)
    displease(words)


def after_deliveries(words: dict[str, Any], pick: Random) -> None:
    """What deliveries led to was asked about in time."""
    for one in ReturnVisit.unscoped.filter(occasion="delivery", state="due").select_related("order"):
        last = max(day for day in one.order.deliveries.values_list("accepted_on", flat=True) if day)
        due = last + timedelta(days=7)
        ReturnVisit.unscoped.filter(pk=one.pk).update(due_on=due)
        fresh = ReturnVisit.unscoped.get(pk=one.pk)
        if due <= timezone.localdate():
            day = due - timedelta(days=pick.randint(0, 3))
            finish(fresh, result="satisfied", said=pick.choice(words["satisfied"]), done_on=day, **points("satisfied", pick))


def points(result: str, pick: Random) -> dict[str, Any]:
    least = {"satisfied": 4, "neutral": 3, "dissatisfied": 1}[result]
    return {name: pick.choice((least, min(5, least + 1))) for name in ("for_product", "for_delivery", "for_service")}


def visit_of(words: dict[str, Any], customer: Customer, caller: int | None, contact: int | None, day: date,
             pick: Random) -> ReturnVisit:  # fmt: skip
    result = pick.choice(RESULTS)
    at = moment(day - timedelta(days=6))
    return ReturnVisit(
        title=str(customer), occasion="periodic", customer=customer, contact_id=contact, caller_id=caller,
        owner_id=customer.owner_id, state="done",
        due_on=day + timedelta(days=pick.randint(0, 3)), done_on=day, result=result, said=pick.choice(words[result]),
        created_at=at, updated_at=moment(day), **points(result, pick),
    )  # fmt: skip


def talks(made: list[ReturnVisit]) -> None:
    """Each of them stands in the timeline."""
    sets.insert_many(Activity, [
        Activity(kind="call", subject=answering.subject(one), text=one.said, owner_id=one.caller_id, about_label=one.label(),
                 about_id=one.pk, **dict.fromkeys(("at", "created_at", "updated_at"), moment(one.done_on)))
        for one in made if one.done_on
    ], source="demo")  # fmt: skip
    post_last_contact({one.customer_id for one in made})


def as_if_planned_then(customers: list[Customer], made: list[ReturnVisit]) -> None:
    """The next one was planned the night after the last."""
    today = timezone.localdate()
    last: dict[int, date] = {}
    for one in made:
        last[one.customer_id] = max(one.done_on or today, last.get(one.customer_id, date.min))
    for customer, months in planning.rhythms(customers, today).items():
        if customer in last and (due := months_after(last[customer], months)) >= today:
            ReturnVisit.unscoped.filter(customer=customer, state="due", occasion="periodic").update(due_on=due)


def displease(words: dict[str, Any]) -> None:
    """The next of them is made before its time, and shows why one asks."""
    one = ReturnVisit.unscoped.filter(state="due", occasion="periodic").order_by("due_on", "pk")[0]
    finish(one, result="dissatisfied", said=words["dissatisfied"][0], for_product=2, for_delivery=4, for_service=1)


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(15, 30)))


def plant() -> dict[str, set[int]]:
    """A customer that nobody has called back in time."""
    missed = ReturnVisit.unscoped.filter(state="due", occasion="periodic").order_by("due_on", "pk")[0]
    ReturnVisit.unscoped.filter(pk=missed.pk).update(due_on=timezone.localdate() - timedelta(days=2))
    return {LATE: {missed.pk}}
