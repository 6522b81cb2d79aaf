"""What the demo company lets its customers owe: twenty of them rated, one beyond its limit, one frozen, one waiting for a yes."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.config.demo.strategies import at
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.lib import actor
from xianji.lib.money import round_half_up
from xianji.org.actors import actor_of
from xianji.org.models import User
from xianji.risk.assessments.actions import submit
from xianji.risk.assessments.scoring import bring
from xianji.risk.credit.posting import Exposure, post
from xianji.risk.models import CreditAssessment, CreditLimit, CreditStanding

RATED = 20
GOOD: dict[str, Any] = {
    "punctual": "0.99", "record": "clean", "years": "6", "current": "2.1", "quick": "1.2", "net_margin": "0.09",
    "revenue": 420_000_000, "debt": "0.38", "assets": 150_000_000, "security": "insured", "cover": "0.8", "outlook": "growing",
    "setting": "good", "supplier": "sole",
}  # fmt: skip
"""The best there is; the others are worse in some things."""
WORSE: tuple[dict[str, Any], ...] = (
    {"security": "pledge"}, {"security": "none", "debt": "0.55"},
    {"security": "pledge", "current": "1.5", "quick": "0.8", "net_margin": "0.05", "revenue": 80_000_000, "assets": 40_000_000},
    {"security": "pledge", "current": "1.1", "net_margin": "0.04", "revenue": 60_000_000, "assets": 30_000_000, "debt": "0.58",
     "outlook": "stable", "supplier": "several"},
    {"security": "none", "current": "1.3", "quick": "0.8", "net_margin": "0.02", "revenue": 30_000_000, "assets": 12_000_000,
     "debt": "0.62", "outlook": "stable", "setting": "neutral", "supplier": "several"},
    {"security": "none", "punctual": "0.7", "record": "minor", "current": "1.1", "quick": "0.6", "net_margin": "0.01",
     "revenue": 20_000_000, "assets": 6_000_000, "debt": "0.7", "outlook": "weak", "setting": "neutral", "supplier": "minor"},
)  # fmt: skip
USED = (30, 62, 85, 104, 41, 18, 55, 73, 12, 66, 47, 91, 25, 38, 58, 9, 80, 33, 69, 51)
"""How much of its limit each uses, in percent; the fourth is beyond it."""
FROZEN, LATE, ASKED = 7, 3, 11
"""Whose payment is overdue for 63 days, for 34 days; who is to be rated anew, and waits for a yes."""
BOOLS = ("record", "security", "outlook", "setting", "supplier")


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    bought = Customer.unscoped.filter(state="active", size_class__in=["large", "medium"])
    customers = list(bought.order_by("-won_amount", "pk")[:RATED])
    for place, customer in enumerate(customers):
        rate(customer, place, pick)
    owe(customers)
    lend_for_a_while(customers[2])
    with actor.acting(actor_of(User.objects.get(login="finance"))):
        submit(store.create(sheet(customers[ASKED], 1, timezone.localdate(), cause="limit")))


def sheet(customer: Customer, place: int, on: date, **more: Any) -> CreditAssessment:
    """As the customer is; what it sells to us a month follows from what it bought."""
    facts = GOOD | WORSE[place % len(WORSE)]
    values = {name: value if name in BOOLS else Decimal(value) for name, value in facts.items()}
    monthly = max(round_half_up(customer.won_amount / 24, 0), Decimal(60_000))
    return CreditAssessment(
        customer=customer, as_of=on, assessor=at("finance"), monthly_sales=monthly, statements_on=on - timedelta(days=200),
        **values, **more,
    )  # fmt: skip


def rate(customer: Customer, place: int, pick: Random) -> None:
    on = timezone.localdate() - timedelta(days=pick.randint(5, 80))
    one = sheet(customer, place, on, state="active", approved_on=on + timedelta(days=1))
    bring(one)
    store.create(one, source="demo")


def owe(customers: list[Customer]) -> None:
    """What orders and invoices post, as long as none have posted anything."""
    rows = CreditStanding.objects.in_bulk([one.pk for one in customers])
    found = {}
    for place, customer in enumerate(customers):
        row = rows[customer.pk]
        if not row.exposure and row.limit:
            found[customer.pk] = owed(row.limit * USED[place % len(USED)] / 100, place)
    post(found, found)


def owed(whole: Decimal, place: int) -> Exposure:
    receivable, ordered = (round_half_up(whole * share, 2) for share in (Decimal("0.55"), Decimal("0.3")))
    late, days = round_half_up(receivable / 3, 2), 63 if place == FROZEN else 34 if place == LATE else 6 if place % 5 == 4 else 0
    return Exposure(
        receivable=receivable, undelivered=ordered, unposted=round_half_up(whole, 2) - receivable - ordered,
        overdue_days=days, overdue=late if days else Decimal(0), punctual=Decimal("0.62") if place == LATE else None,
    )  # fmt: skip


def lend_for_a_while(customer: Customer) -> None:
    """A fifth more for three weeks, agreed to some days ago."""
    row, today = CreditStanding.objects.get(pk=customer.pk), timezone.localdate()
    store.create(CreditLimit(
        customer=customer, kind="temporary", amount=round_half_up(row.limit / 5, 0), from_on=today - timedelta(days=9),
        to_on=today + timedelta(days=12), state="active", approved_on=today - timedelta(days=9),
    ), source="demo")  # fmt: skip
