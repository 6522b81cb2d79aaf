"""Whom the demo company's people go to see: four months of visits, today's, material to take along, and plans of months."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import Any

from django.utils import timezone

from xianji.catalog.models import Product
from xianji.config.demo.company import Company
from xianji.customers.contacts.contacted import post_last_contact
from xianji.customers.models import Contact, Customer
from xianji.kit import sets, store
from xianji.lib.blocks import batched
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Person
from xianji.sales.models import Handout, PlannedStop, SalesMaterial, Visit, VisitNote, VisitPlan
from xianji.sales.rounds import proposing
from xianji.sales.rounds.actions import make_visits
from xianji.workspace.models import Activity

EVERY = {"large": 21, "medium": 38, "small": 60, "potential": 32}
"""Days between two visits, by class: within what the regulation asks."""
PAST = 125
TODAY = ((9, 30, "onsite"), (14, 0, "onsite"), (16, 30, "online"))
SIDES = ("need_function", "need_quality", "need_price", "need_service")


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    words = told["visits"]
    papers = [
        store.create(SalesMaterial(name=name, kind=kind, occasion=occasion, edition=edition, text=text))
        for name, kind, occasion, edition, text in words["materials"]
    ]
    rows = Customer.unscoped.filter(deleted_at=None).exclude(owner=None)
    customers = list(rows.select_related("owner__unit__head", "owner__unit__parent__head").order_by("pk"))
    contacts = {one.customer_id: one for one in Contact.unscoped.filter(deleted_at=None).order_by("-is_primary", "-pk")[::-1]}
    asked = [one for one in customers if one.state == "active" or (one.state == "prospect" and one.target)]
    made = [visit for one in asked for visit in past(words, one, contacts.get(one.pk), pick)]
    go_along(made, words["seen"])
    ahead = [visit for seller in company.sellers for visit in today(words, seller, customers, contacts, pick)]
    for visit in (*made, *ahead):
        visit.title = visit.named()
    sets.insert_many(Visit, [*made, *ahead], source="demo")
    points(told, made, ahead, papers, pick)
    talks(made)
    plans(company.sellers, made, told)


def past(words: dict[str, Any], customer: Customer, contact: Contact | None, pick: Random) -> list[Visit]:
    """Regularly until some days ago; each written up the same day and read."""
    every = EVERY[customer.shown_class]
    days = range(pick.randint(2, every - 6), PAST, every)
    today = timezone.localdate()
    return [visit_of(words, customer, contact, workday(today - timedelta(days=ago)), pick) for ago in days if contact]


def go_along(made: list[Visit], seen: list[str]) -> None:
    """With each seller the supervisor went along once in each quarter, and said how it was."""
    gone: set[tuple[int | None, int, int]] = set()
    for visit in sorted(made, key=lambda one: one.planned_at):
        quarter = (visit.owner_id, day_of(visit).year, (day_of(visit).month + 2) // 3)
        if visit.kind == "onsite" and visit.reviewed_by_id not in (None, visit.owner_id) and quarter not in gone:
            visit.joined_id, visit.comment = visit.reviewed_by_id, seen[len(gone) % len(seen)]
            gone.add(quarter)


def visit_of(words: dict[str, Any], customer: Customer, contact: Contact | None, day: date, pick: Random) -> Visit:
    begun = at(day, pick.choice((9, 10, 14, 15)), pick.choice((0, 15, 30)))
    ended = begun + timedelta(minutes=pick.randint(35, 110))
    unit = customer.owner.unit if customer.owner else None
    head = (unit.head or (unit.parent.head if unit.parent else None)) if unit else None
    read = begun + timedelta(hours=20)
    kind = "onsite" if pick.random() < 0.75 else "online"
    return Visit(
        customer=customer, contact=contact, owner=customer.owner, kind=kind, planned_at=begun,
        purpose=pick.choice(words["purposes"]), expected=pick.choice(words["expected"]),
        questions=pick.choice(words["questions"]),
        looked=True, checked_in_at=begun,
        checked_out_at=ended, reported_at=ended + timedelta(minutes=pick.randint(40, 400)),
        summary=pick.choice(words["summaries"]),
        result=pick.choice(("advance", "advance", "continue", "no_advance")), competition=pick.choice(words["rivals"]),
        state="reviewed", accepted=True, reviewed_at=read, reviewed_by=head, effective_on=day,
        created_at=begun - timedelta(days=5), updated_at=read, **{pick.choice(SIDES): pick.choice(words["shown"])},
    )  # fmt: skip


def today(words: dict[str, Any], seller: Person, customers: list[Customer], contacts: dict[int, Contact],
          pick: Random) -> list[Visit]:  # fmt: skip
    """Three today, one of them prepared; one of yesterday to be read, and one that is still to be written up."""
    own = [one for one in customers if one.owner_id == seller.pk and one.pk in contacts and one.state != "lost"]
    chosen = pick.sample(own, 5)
    made = []
    for place, (hour, minute, kind) in enumerate(TODAY):
        ready = {"purpose": pick.choice(words["purposes"]), "expected": pick.choice(words["expected"])} if place < 2 else {}
        made.append(Visit(
            customer=chosen[place], contact=contacts[chosen[place].pk], owner=seller, kind=kind,
            planned_at=at(timezone.localdate(), hour, minute), looked=not place, state="planned" if place else "prepared",
            questions=words["questions"][0] if ready else "", **ready,
        ))  # fmt: skip
    read = visit_of(words, chosen[3], contacts[chosen[3].pk], workday(timezone.localdate() - timedelta(days=1)), pick)
    read.state, read.accepted, read.reviewed_at, read.reviewed_by, read.effective_on = "reported", None, None, None, None
    owing = visit_of(words, chosen[4], contacts[chosen[4].pk], timezone.localdate(), pick)
    owing.checked_out_at = timezone.now() - timedelta(hours=2)
    owing.checked_in_at = owing.planned_at = owing.checked_out_at - timedelta(minutes=50)
    owing.state, owing.summary, owing.result, owing.reported_at = "checked_out", "", "", None
    owing.accepted, owing.reviewed_at, owing.reviewed_by, owing.effective_on = None, None, None, None
    return [*made, read, owing]


def points(told: dict[str, Any], made: list[Visit], ahead: list[Visit], papers: list[SalesMaterial], pick: Random) -> None:
    """Material taken along, a product shown, and what was agreed."""
    products = list(Product.unscoped.order_by("pk"))
    handed = [one for one in papers if one.kind not in SalesMaterial.spoken]
    found = []
    for visit, (text, amount) in zip(made[::5], cycle(told["visits"]["priced"]), strict=False):
        found.append(VisitNote(visit=visit, kind="price", text=text, amount=Decimal(amount), owner=visit.owner))
    for visit in [*made, *ahead]:
        if visit.state == "planned":
            continue
        found.append(VisitNote(visit=visit, kind="material", material=pick.choice(handed), owner=visit.owner))
        if visit.state == "prepared":
            continue
        found.append(VisitNote(visit=visit, kind="shown", product=pick.choice(products), owner=visit.owner))
        due = timezone.localtime(visit.planned_at).date() + timedelta(days=pick.randint(4, 12))
        agreed = {"text": pick.choice(told["steps"]), "person": visit.owner, "due_on": due}
        found.append(VisitNote(visit=visit, kind="next", owner=visit.owner, **agreed))
    for several in batched(found, 500):
        sets.insert_many(VisitNote, list(several), source="demo")
    hand_out([one for one in found if one.kind == "material"], handed, pick)


def hand_out(taken: list[VisitNote], papers: list[SalesMaterial], pick: Random) -> None:
    """What reports say was given, and to some, some days later, a paper by mail or message."""
    made, today = [], timezone.localdate()
    for note in taken:
        visit = note.visit
        if visit.reported_at:
            given = {"customer": visit.customer, "contact": visit.contact, "owner": visit.owner}
            day = timezone.localtime(visit.checked_in_at or visit.planned_at).date()
            made.append(Handout(material=note.material, given_on=day, way="visit", visit=visit, **given))
            if pick.random() < 0.2 and (later := day + timedelta(days=pick.randint(2, 9))) <= today:
                made.append(Handout(material=pick.choice(papers), given_on=later, way=pick.choice(("mail", "wechat")), **given))
    for one in made:
        one.title = f"{one.material} · {one.customer}"
    sets.insert_many(Handout, made, source="demo")


def talks(made: list[Visit]) -> None:
    """Each reported visit stands in the timeline."""
    sets.insert_many(Activity, [
        Activity(kind="meeting", subject=one.purpose, text=one.summary, at=one.checked_in_at, minutes=one.length, owner=one.owner,
                 about_label=one.label(), about_id=one.pk, created_at=one.reported_at, updated_at=one.reported_at)
        for one in made if one.checked_in_at and one.reported_at
    ], source="demo")  # fmt: skip
    post_last_contact({one.customer_id for one in made})


def plans(sellers: list[Person], made: list[Visit], told: dict[str, Any]) -> None:
    """Of this month and the one before, from what was made; the next month's is proposed and waits to be submitted."""
    first = timezone.localdate().replace(day=1)
    for seller in sellers:
        for month in ((first - timedelta(days=1)).replace(day=1), first):
            visits = [one for one in made if one.owner_id == seller.pk and day_of(one).replace(day=1) == month]
            asked = work_calendar().add_workdays(month, -5)
            told_on = {"submitted_at": at(asked, 16), "approved_on": asked}
            plan = store.create(VisitPlan(month=month, owner=seller, state="approved", **told_on))
            PlannedStop.objects.bulk_create(
                PlannedStop(plan=plan, customer_id=one.customer_id, day=day_of(one), kind=one.kind, visit=one) for one in visits
            )
            Visit.unscoped.filter(pk__in=[one.pk for one in visits]).update(plan=plan)
        look_ahead(seller, (first + timedelta(days=31)).replace(day=1), told["objectives"][0])


def look_ahead(seller: Person, month: date, focus: str) -> None:
    """The next month is approved as soon as it has to be; the first that need not be yet is proposed."""
    asked = work_calendar().add_workdays(month, -4)
    plan = store.create(VisitPlan(month=month, owner=seller, focus=focus))
    proposing.propose(plan)
    if asked < timezone.localdate():
        plan.state, plan.submitted_at, plan.approved_on = "approved", at(asked, 16), asked
        VisitPlan.unscoped.filter(pk=plan.pk).update(state=plan.state, submitted_at=plan.submitted_at, approved_on=asked)
        make_visits(plan)
        look_ahead(seller, (month + timedelta(days=31)).replace(day=1), focus)


def day_of(visit: Visit) -> date:
    return timezone.localtime(visit.planned_at).date()


def workday(day: date) -> date:
    """The day, or the working day before it."""
    days = work_calendar()
    return day if days.is_workday(day) else days.add_workdays(day, -1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
