"""What the demo company has charged and what came in: orders become invoices and receivables, most are paid in time, one seller
has let too much become overdue."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from xianji.config.demo.company import Company
from xianji.kit import sets
from xianji.lib import money
from xianji.sales.dunning.controls import last_quarter
from xianji.sales.dunning.running import run
from xianji.sales.models import Allocation, Invoice, InvoiceLine, Order, Payment, Receivable, RepaymentPlan, Statement
from xianji.sales.receivables.rules import OWED

SINCE, RATE = 400, Decimal("0.13")
DAYS = {"large": 60, "medium": 45, "small": 30}
LATE = (75, 41, 12)
"""Days for which the careless seller's oldest claims are overdue."""
LITTLE = Decimal("0.06")
"""What of a seller's claims may be overdue elsewhere."""
ZERO = Decimal("0.00")


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    """Charged, paid, asked for again; then what the night makes of it."""
    today = timezone.localdate()
    invoices = invoice(told, today, pick)
    owed = charge(invoices, today, pick)
    leave_late(told, owed, company, today)
    pay([one for one in owed if one.settled_on], pick)
    wait_for_finance(owed, today)
    state(owed, company, today)
    run(today)


def invoice(told: dict[str, Any], today: date, pick: Random) -> list[Invoice]:
    """One for each confirmed order, a few days later."""
    orders = Order.unscoped.filter(state="confirmed", ordered_on__gte=today - timedelta(days=SINCE)).select_related("customer")
    made = []
    for place, order in enumerate(orders.order_by("ordered_on", "pk"), 1):
        net = order.amount
        tax = money.times(net, RATE)
        made.append(Invoice(
            customer=order.customer, kind="cn_special", external_no=f"2600{place:08}", state="issued", owner=order.owner,
            issued_on=min(today, order.ordered_on + timedelta(days=pick.randint(2, 9))), net=net, tax=tax,
            gross=money.plus(net, tax),
        ))  # fmt: skip
    sets.insert_many(Invoice, made, source="demo")
    lines = [InvoiceLine(invoice=one, what=told["invoice_line"], net=one.net, rate=RATE, owner=one.owner) for one in made]
    sets.insert_many(InvoiceLine, lines, source="demo")
    return made


def charge(invoices: list[Invoice], today: date, pick: Random) -> list[Receivable]:
    """Due by the size of the customer; whatever was due is paid about then."""
    owed = []
    for one in invoices:
        assert one.issued_on is not None
        due_on = one.issued_on + timedelta(days=DAYS.get(one.customer.size_class, 30))
        settled = min(today, due_on + timedelta(days=pick.randint(-14, 9))) if due_on < today else None
        owed.append(Receivable(
            customer=one.customer, invoice=one, document=one.external_no, issued_on=one.issued_on, due_on=due_on,
            amount=one.gross, balance=ZERO if settled else one.gross, state="settled" if settled else "open",
            settled_on=settled, owner=one.owner,
        ))  # fmt: skip
    return owed


def leave_late(told: dict[str, Any], owed: list[Receivable], company: Company, today: date) -> None:
    """The first seller has three claims overdue, the others one small one at most; stored here, as all is known."""
    by_owner: dict[int, list[Receivable]] = defaultdict(list)
    for one in owed:
        by_owner[one.owner_id or 0].append(one)
    for place, seller in enumerate(company.sellers):
        whole = sum((one.balance for one in by_owner[seller.pk]), ZERO)
        paid = sorted((one for one in by_owner[seller.pk] if one.settled_on), key=lambda one: (one.settled_on, one.document))
        chosen = paid[-3:] if place == 0 else [one for one in paid[-9:] if one.amount < whole * LITTLE][-1:]
        for days, one in zip(LATE if place == 0 else (9,), chosen, strict=False):
            one.due_on = today - timedelta(days=days)
            one.issued_on = min(one.issued_on, one.due_on - timedelta(days=30))
            one.balance, one.state, one.settled_on = one.amount, "open", None
    if disputed := next((one for one in owed if one.state == "open" and one.due_on > today), None):
        disputed.state, disputed.disputed_because = "disputed", told["disputed"]
    sets.insert_many(Receivable, owed, source="demo")


def pay(settled: list[Receivable], pick: Random) -> None:
    """A payment for each, by transfer."""
    ways = ["tt"] * 8 + ["bill", "online"]
    payments = [
        Payment(
            customer=one.customer, value_on=one.settled_on, amount=one.amount, left=ZERO, method=pick.choice(ways),
            bank_ref=f"B{one.document}", payer=one.customer.name, cashed_on=one.settled_on, state="allocated", owner=one.owner,
        )
        for one in settled
        if one.settled_on
    ]  # fmt: skip
    sets.insert_many(Payment, payments, source="demo")
    Allocation.objects.bulk_create(
        [
            Allocation(receivable=one, payment=paid, amount=one.amount, on=one.settled_on)
            for one, paid in zip(settled, payments, strict=True)
            if one.settled_on
        ],
        batch_size=500,
    )


def wait_for_finance(owed: list[Receivable], today: date) -> None:
    """Two payments to confirm, one to allocate."""
    waiting = [one for one in owed if one.state == "open"][:3]
    made = [
        Payment(
            customer=one.customer, value_on=today, amount=one.amount, left=one.amount, bank_ref=f"N{one.document}",
            payer=one.customer.name, state="confirmed" if place == 2 else "registered", owner=one.owner,
        )
        for place, one in enumerate(waiting)
    ]  # fmt: skip
    sets.insert_many(Payment, made, source="demo")


def state(owed: list[Receivable], company: Company, today: date) -> None:
    """Whoever owed something at the end of the quarter has confirmed it, and one plan of repayment waits."""
    end, _by = last_quarter(today)
    there = [one for one in owed if one.state in OWED and one.issued_on <= end]
    customers = {one.customer_id: one.customer for one in there}
    made = []
    for pk, customer in sorted(customers.items()):
        closing = sum((one.balance for one in there if one.customer_id == pk), ZERO)
        made.append(Statement(
            customer=customer, from_on=end - timedelta(days=91), to_on=end, charged=closing, closing=closing, said=closing,
            difference=ZERO, confirmed_on=today, state="confirmed", owner=customer.owner,
        ))  # fmt: skip
    sets.insert_many(Statement, made, source="demo")
    late = next((one for one in owed if one.state == "open" and one.due_on < today - timedelta(days=60)), None)
    if late is not None:
        plan = RepaymentPlan(customer=late.customer, amount=late.balance, first_on=today + timedelta(days=15), owner=late.owner)
        sets.insert_many(RepaymentPlan, [plan], source="demo")
