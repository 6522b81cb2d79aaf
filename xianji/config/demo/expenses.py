"""What the demo company's sellers spent: one of each kind, in each state, with its receipt; one waits for those who decide."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.acting import acting_as
from xianji.config.demo.company import Company
from xianji.customers.models import Customer
from xianji.kit import sets, store
from xianji.kit.files.keeping import attach
from xianji.sales.expenses.actions import submit
from xianji.sales.models import Expense

CASES = (
    ("travel", 36, "1286.50", "72.82", "paid"), ("entertain", 30, "864", None, "paid"),
    ("freight", 24, "420", "34.69", "approved"), ("promotion", 18, "5600", "316.98", "approved"),
    ("gift", 12, "268", None, "approved"), ("sample", 8, "1180", None, "rejected"),
    ("travel", 4, "932.40", "52.78", "submitted"), ("travel", 1, "318", None, "draft"),
)  # fmt: skip
"""Of each: kind, days ago, amount, tax within, state."""
PAID_AFTER = timedelta(days=9)


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    words, today = told["expenses"], timezone.localdate()
    for place, (kind, ago, amount, tax, state) in enumerate(CASES):
        seller, on = company.sellers[place % len(company.sellers)], today - timedelta(days=ago)
        one = Expense(
            owner=seller, kind=kind, spent_on=on, amount=Decimal(amount), tax=tax and Decimal(tax),
            purpose=words["purposes"][place],
            customer=Customer.unscoped.filter(owner=seller, state="active").order_by("pk").first(), state=state,
            recipients=words["recipients"] if kind in ("entertain", "gift") else "", heads=3 if kind == "entertain" else 1,
            paid_on=on + PAID_AFTER if state == "paid" else None,
        )  # fmt: skip
        if state == "submitted":
            hand_in(one, words["receipt"])
        else:
            sets.insert_many(Expense, [one], source="demo")


def hand_in(one: Expense, receipt: str) -> None:
    one.state = Expense.State.DRAFT
    with acting_as(one.owner):
        store.create(one)
        content = receipt.encode()
        attach(one, f"{one.number}.txt", BytesIO(content), len(content))
        submit(one)
