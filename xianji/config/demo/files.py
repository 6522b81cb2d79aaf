"""What is known of the demo company's customers: what they value, their classes over half a year, news, and drawn files."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from xianji.customers.classification.jobs import nightly
from xianji.customers.models import AccountEvent, ClassOverride, Customer, Preference, QualityCheck
from xianji.customers.quality.actions import compare, key_of
from xianji.customers.quality.jobs import draw
from xianji.kit import sets, store
from xianji.sales.orders.bought import post_all
from xianji.workspace.models import Task

SEED = 20260102
SORTED = (200, 100, 0)
"""Days ago on which all were sorted, so that their classes have a history."""
LEFT = 6
"""Drawn files of this month that nobody has compared yet."""
NEWS = [("registry", "low", 40, "actioned"), ("litigation", "high", 25, "actioned"), ("management", "medium", 12, "triaged"),
        ("payment", "medium", 6, "triaged"), ("relocation", "low", 1, "new")]  # fmt: skip
RIGHT: dict[str, Any] = dict.fromkeys(QualityCheck.FIELDS, QualityCheck.Verdict.RIGHT)


def know(told: dict[str, Any], customers: list[Customer]) -> None:
    """By a chance of its own, so that what else was drawn stays as it is."""
    pick, today = Random(SEED), timezone.localdate()
    make_preferences(told, customers, pick)
    for ago in SORTED:
        post_all(today - timedelta(days=ago))
        nightly(today - timedelta(days=ago))
    make_news(told, customers)
    set_one_by_hand(told, customers)
    compare_files(today)


def make_preferences(told: dict[str, Any], customers: list[Customer], pick: Random) -> None:
    today = timezone.localdate()
    sets.insert_many(Preference, [
        Preference(
            customer=customer, dimension=side, value=pick.choice(words), importance=pick.randint(2, 5), owner=customer.owner,
            valid_on=today - timedelta(days=pick.randint(1, 60)), heard_from=pick.choice(told["jobs"]),
        )
        for customer in customers for side, words in told["wants"].items()
    ], source="demo")  # fmt: skip


def make_news(told: dict[str, Any], customers: list[Customer]) -> None:
    """About some who buy; grave news has been to finance."""
    made = []
    for (kind, severity, ago, state), subject, customer in zip(NEWS, told["news"], customers, strict=False):
        at = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=ago), time(9, 30)))
        made.append(AccountEvent(
            customer=customer, subject=subject, kind=kind, severity=severity, state=state, owner=customer.owner, created_at=at,
            updated_at=at, happened_on=at.date(), heard_from=told["heard"], meaning="" if state == "new" else told["meaning"],
            triaged_at=None if state == "new" else at + timedelta(hours=5), answer=told["answer"] if state == "actioned" else "",
            credit_checked_on=at.date() if severity == "high" else None,
            credit_outcome=told["answer"] if severity == "high" else "",
        ))  # fmt: skip
    sets.insert_many(AccountEvent, made, source="demo")


def set_one_by_hand(told: dict[str, Any], customers: list[Customer]) -> None:
    """A medium customer who is looked after as a large one for a while; the regional manager agreed."""
    found = next((one for one in Customer.unscoped.filter(size_class="medium", state="prospect").order_by("pk")), customers[0])
    leader = found.owner.supervisor if found.owner else None
    manager = leader.supervisor if leader and leader.supervisor else leader
    today = timezone.localdate()
    store.create(ClassOverride(
        customer=found, size="large", reason=told["by_hand"], state="holds", holds_from=today - timedelta(days=20),
        until_on=today + timedelta(days=70), owner=found.owner, approver=manager,
    ), source="demo")  # fmt: skip
    nightly(today)


def compare_files(today: date) -> None:
    """Last month's draw is done, one file of it was wrong; of this month's a few are left."""
    before = today.replace(day=1) - timedelta(days=1)
    for day, left in ((before, 0), (today, LEFT)):
        sample = draw(day, seed=f"demo {day:%Y-%m}")
        checks = list(QualityCheck.unscoped.filter(sample=sample).order_by("pk")) if sample else []
        for place, check in enumerate(checks[: len(checks) - left]):
            wrong: dict[str, Any] = {"address": QualityCheck.Verdict.WRONG} if place == 0 and not left else {}
            compare(check, **RIGHT | wrong, remark="—" if wrong else "")
        done = timezone.make_aware(datetime.combine(day - timedelta(days=3), time(11)))
        Task.unscoped.filter(key__in=[key_of(one) for one in checks], state="done").update(done_at=done)
