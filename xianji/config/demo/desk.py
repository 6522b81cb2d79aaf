"""The day on each seller's desk: appointments of today, and steps that are due."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.customers.models import Customer
from xianji.kit import sets
from xianji.org.models import Person
from xianji.workspace.models import Activity, Task

HOURS = ((9, 0, 60), (11, 0, 45), (13, 30, 90), (15, 30, 60))
"""When one meets, and for how many minutes."""
DUE = ((-1, 18), (0, 12), (0, 18), (1, 18), (3, 10), (8, 18))
"""Days from today and hour of what is due."""
WEEKS, A_DAY, SATURDAY = 9, (11, 15, 18), 5
"""For so long tasks were done before, on working days by these hours."""


def furnish(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Of each seller's own customers."""
    meetings, tasks = [], []
    for seller in company.sellers:
        customers = list(Customer.objects.filter(owner=seller).order_by("pk")[:12])
        for hour, minute, lasts in HOURS:
            subject = pick.choice(customers)
            meetings.append(Activity(
                kind=pick.choice(["meeting", "call"]), subject=pick.choice(told["meetings"]), minutes=lasts,
                at=at(0, hour, minute),
                owner=seller, about_label=subject.label(), about_id=subject.pk,
            ))  # fmt: skip
        for days, hour in DUE:
            subject = pick.choice(customers)
            tasks.append(Task(
                title=pick.choice(told["steps"]), due_at=at(days, hour), owner=seller, about_label=subject.label(),
                about_id=subject.pk, priority=pick.choice(["normal"] * 4 + ["high"]),
            ))  # fmt: skip
        tasks += done_before(told, seller, customers, pick)
    sets.insert_many(Activity, meetings, source="demo")
    sets.insert_many(Task, tasks, source="demo")


def done_before(told: dict[str, Any], seller: Person, customers: list[Customer], pick: Random) -> list[Task]:
    """What was to be done on the working days of some weeks, and was done in time."""
    made = []
    worked = [days for days in range(-WEEKS * 7, -1) if at(days, 0).weekday() < SATURDAY]
    for days in worked:
        for hour in A_DAY:
            subject, due = pick.choice(customers), at(days, hour)
            made.append(Task(
                title=pick.choice(told["steps"]), due_at=due, owner=seller, about_label=subject.label(), about_id=subject.pk,
                state="done", done_at=due - timedelta(minutes=pick.randint(10, 300)), created_at=due - timedelta(days=3),
            ))  # fmt: skip
    return made


def at(days: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour, minute)))
