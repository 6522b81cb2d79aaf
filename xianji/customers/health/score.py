"""A customer's health: points of a decision table over what is known; each night for all, and told row by row for one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.health import rules
from xianji.customers.health.rules import Facts
from xianji.org import loading
from xianji.rulebook.tables.deciding import Answer, decide, in_force

BLOCK = 2_000
NEEDED = ("pk", "size_class", "last_contact_on", "orders_year", "last_order_on", "health")
deals: list[Callable[[list[int]], dict[int, int]]] = []
"""Who counts the open deals of customers; the chapter that has deals puts its function here at start."""


@dataclass(frozen=True)
class Point:
    """One row that gave points, in words."""

    points: int
    why: str


def facts_of(customers: Iterable[Customer]) -> dict[int, Facts]:
    """{customer: what is known}: one statement for all that upper chapters know."""
    rows = list(customers)
    counted = [count([one.pk for one in rows]) for count in deals]
    return {
        one.pk: Facts(
            one.size_class or None, one.last_contact_on, one.orders_year, one.last_order_on,
            sum(found.get(one.pk, 0) for found in counted),
        )
        for one in rows
    }  # fmt: skip


def judged(facts: Facts, on: date) -> Answer:
    return decide(rules.TABLE, on, **facts.asked(on))


def points(facts: Facts, on: date) -> int:
    return int(judged(facts, on)["points"])


def explained(customer: Customer, on: date | None = None) -> tuple[int, list[Point], str]:
    """The points, the rows that gave them, and the page of the table with these rows marked."""
    day = on or timezone.localdate()
    answer = judged(facts_of([customer])[customer.pk], day)
    _number, compiled = in_force(rules.TABLE, day)
    rows = {row.id: row for row in compiled.content.rows}
    told = [Point(int(rows[one].then["points"]), _(rows[one].note) if rows[one].note else "") for one in answer.rows]
    return int(answer["points"]), told, answer.href


def renew(on: date | None = None) -> int:
    """All customers, block by block, written where they differ; whoever is no longer ours has none. Returns how many changed."""
    day, done, last = on or timezone.localdate(), 0, 0
    while block := list(Customer.unscoped.filter(pk__gt=last, deleted_at=None).order_by("pk").only(*NEEDED, "state")[:BLOCK]):
        last = block[-1].pk
        found = facts_of([one for one in block if one.state in OURS])
        fresh = {pk: points(facts, day) for pk, facts in found.items()}
        changed = [one for one in block if one.health != fresh.get(one.pk)]
        for one in changed:
            one.health = fresh.get(one.pk)
        loading.update(changed, ["health"])
        done += len(changed)
    return done
