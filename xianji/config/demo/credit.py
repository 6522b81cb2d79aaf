"""What the demo company lets its customers owe: twenty of them rated, one beyond its limit, one waiting for a yes."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianji.config.demo.acting import acting_as
from xianji.config.demo.company import Company
from xianji.config.demo.strategies import at
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.lib.money import round_half_up
from xianji.risk.assessments.actions import submit
from xianji.risk.assessments.scoring import bring
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
    {"security": "none", "punctual": "0.7", "current": "1.1", "quick": "0.8", "net_margin": "0.01", "revenue": 20_000_000,
     "assets": 6_000_000, "debt": "0.58", "outlook": "stable", "setting": "neutral", "supplier": "several"},
)  # fmt: skip
USED = (30, 62, 85, 104, 41, 18, 55, 73, 12, 66, 47, 91, 25, 38, 58, 9, 80, 33, 69, 51)
"""How much of its limit each uses, in percent; the fourth is beyond it."""
LEAST, MUCH = Decimal(50_000), Decimal(180_000)
"""What is reckoned with at least; beyond the other only good customers owe."""
LENT, ASKED, TRIED = 2, 13, Decimal(100_000)
"""Who has a temporary limit; who is to be rated anew, and waits for a yes; sales that a limit is tried with."""
WORDS = ("record", "security", "outlook", "setting", "supplier")


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Those who owe something, as orders and invoices have posted it, who is overdue for longest first; then others who buy."""
    some = Q(exposure__gte=20_000, exposure__lte=1_200_000)
    there = CreditStanding.objects.filter(some | Q(overdue_days__gte=60)).order_by("-overdue_days", "pk")
    rows = {one.pk: max(one.exposure, LEAST) for one in there[:RATED]}
    bought = Customer.unscoped.filter(state="active", size_class__in=["large", "medium"])
    others = list(bought.exclude(pk__in=rows).order_by("-pk")[: RATED - len(rows)])
    customers = [*Customer.unscoped.filter(pk__in=rows).order_by("pk"), *others]
    for place, customer in enumerate(customers):
        rate(customer, place, rows.get(customer.pk, customer.won_amount / 10 + 20_000), pick)
    if len(customers) == RATED:
        lend_for_a_while(customers[LENT])
        with acting_as("finance"):
            wanted = sheet(customers[ASKED], 1, timezone.localdate(), cause="limit", monthly_sales=Decimal(300_000))
            submit(store.create(wanted))


def sheet(customer: Customer, place: int, on: date, **more: Any) -> CreditAssessment:
    """As the customer is."""
    facts = GOOD | WORSE[place % len(WORSE)]
    values = {name: value if name in WORDS else Decimal(value) for name, value in facts.items()}
    return CreditAssessment(
        customer=customer, as_of=on, assessor=at("finance"), statements_on=on - timedelta(days=200), **values, **more
    )


def rate(customer: Customer, place: int, owed: Decimal, pick: Random) -> None:
    """With sales from which a limit follows of which so much is used."""
    on = timezone.localdate() - timedelta(days=pick.randint(5, 80))
    kind, agreed = place % 2 if owed > MUCH else place, on + timedelta(days=1)
    one = sheet(customer, kind, on, state="active", approved_on=agreed, monthly_sales=TRIED)
    bring(one)
    if one.limit:
        one.monthly_sales = round_half_up(owed * 100 / USED[place] * TRIED / one.limit, 0)
        bring(one)
    store.create(one, source="demo")


def lend_for_a_while(customer: Customer) -> None:
    """A fifth more for three weeks, agreed to some days ago."""
    row, today = CreditStanding.objects.get(pk=customer.pk), timezone.localdate()
    store.create(CreditLimit(
        customer=customer, kind="temporary", amount=round_half_up(row.limit / 5, 0), from_on=today - timedelta(days=9),
        to_on=today + timedelta(days=12), state="active", approved_on=today - timedelta(days=9),
    ), source="demo")  # fmt: skip
