"""Spec B2 to B11 and A13 to A17, the part of invoices and receivables: to the cent and to the day."""

from datetime import date
from decimal import Decimal as D
from io import BytesIO

import pytest

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.files.keeping import attach
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.company import settled
from xianji.org.models import Company
from xianji.sales.contracts.milestones import lay, reached
from xianji.sales.dunning.actions import answer, finish, send
from xianji.sales.dunning.running import run
from xianji.sales.invoices.actions import issue
from xianji.sales.models import (
    Contract,
    DunningAction,
    Invoice,
    InvoiceLine,
    Milestone,
    Payment,
    PaymentTerm,
    Receivable,
    Statement,
)  # fmt: skip
from xianji.sales.payments.actions import allocate, confirm
from xianji.sales.receivables import ageing, figures, interest
from xianji.sales.receivables.rules import expected_loss
from xianji.workspace.models import Notice, Task

PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def day(monkeypatch):
    """`day(9, 30)`: it is the 30th of September 2026."""
    from django.utils import timezone

    def be(month: int, on: int) -> date:
        now = date(2026, month, on)
        monkeypatch.setattr(timezone, "localdate", lambda *_args, **_more: now)
        return now

    return be


@pytest.fixture
def customer(cast):
    Company.objects.update(country="CN")
    settled.forget()
    with cast.acting("alice"):
        yield make(Customer, name="乙水食品（虚构）", owner=cast.person("alice"))


def invoiced(customer, number, issued_on, due_on, *lines, contract=None):
    """Asked for with its lines, then issued."""
    with actor.acting(SYSTEM):
        made = store.create(Invoice(customer=customer, due_on=due_on, contract=contract))
        for net, rate in lines:
            store.create(InvoiceLine(invoice=made, what=number, net=D(net), rate=D(rate)))
        issue(made, external_no=number, issued_on=issued_on)
        return made


def paid(cast, customer, amount, on):
    """Brought in from the bank, confirmed by finance."""
    with actor.acting(SYSTEM):
        made = store.create(Payment(customer=customer, amount=D(amount), value_on=on))
    confirm(made, by=cast.actor("grace"))
    return made


def steps(customer):
    rows = DunningAction.unscoped.filter(receivable__document="INV-1").order_by("due_on", "pk")
    return [(one.step, one.due_on, one.state) for one in rows]


def test_b_credit_overdue_and_collecting(cast, customer, day):
    alice, grace = cast.actor("alice"), cast.actor("grace")
    day(8, 10)
    for number, issued_on, due_on, amount in (
        ("INV-1", date(2026, 7, 1), date(2026, 8, 15), "150000"), ("INV-2", date(2026, 8, 6), date(2026, 9, 20), "90000"),
        ("INV-3", date(2026, 8, 10), date(2026, 9, 24), "110000"),
    ):  # fmt: skip
        invoiced(customer, number, issued_on, due_on, (amount, "0"))
    rows = Receivable.unscoped.filter(customer=customer)
    first = rows.get(document="INV-1")
    with actor.acting(SYSTEM):
        assert ageing.ageing(rows, date(2026, 8, 6)).total == D("240000.00")
        run(day(8, 8))
        run(day(8, 16))
    assert steps(customer) == [
        ("reminder", date(2026, 8, 8), "done"), ("notice", date(2026, 8, 17), "due"),
    ]  # fmt: skip
    assert Notice.objects.filter(person=cast.person("alice"), kind="dunning").count() == 2
    task = Task.unscoped.get(key__startswith="dunning:", title__contains="乙水")
    assert (task.owner_id, task.due_at.date()) == (cast.person("alice").pk, date(2026, 8, 17))
    with actor.acting(SYSTEM):
        assert run(day(8, 16))["opened"] == 0
        run(day(8, 22))
    call = DunningAction.unscoped.get(receivable=first, step="call")
    assert call.due_on == date(2026, 8, 24)
    with pytest.raises(Refused, match="overdue"):
        finish(call, by=alice, channel="call", response="31 August")
    day(8, 17)
    finish(DunningAction.unscoped.get(receivable=first, step="notice"), by=alice, channel="call", response="Noted")
    day(8, 24)
    finish(call, by=alice, channel="call", response="They pay at the end of the month", promised_on=date(2026, 8, 31))
    with actor.acting(SYSTEM):
        run(day(8, 30))
    visit = DunningAction.unscoped.get(receivable=first, step="visit")
    assert visit.due_on == date(2026, 8, 31)
    statement = confirmed_statement(cast, customer, day(8, 31))
    assert (statement.closing, statement.difference, statement.state) == (D("350000.00"), D("0.00"), "confirmed")
    with pytest.raises(Refused, match="proof"):
        finish(visit, by=alice, channel="visit", response="Signed")
    finish(visit, by=alice, channel="visit", response="Signed", proof=statement.number)
    with actor.acting(SYSTEM):
        assert run(day(9, 1))["broken"] == 1
        run(day(9, 14))
    assert Receivable.unscoped.get(pk=first.pk).broken_on == date(2026, 9, 1)
    assert DunningAction.unscoped.get(receivable=first, step="demand").due_on == date(2026, 9, 14)
    day(9, 18)
    payment = paid(cast, customer, "100000", date(2026, 9, 18))
    allocate(payment, by=grace)
    assert (payment.state, payment.left) == ("allocated", D("0.00"))
    assert Receivable.unscoped.get(pk=first.pk).balance == D("50000.00")
    close_of_quarter(rows, day(9, 30))


def confirmed_statement(cast, customer, on):
    """Without the signed paper it is not confirmed."""
    alice = cast.actor("alice")
    with cast.acting("alice"):
        made = store.create(Statement(customer=customer, from_on=date(2026, 7, 1), to_on=on, owner=cast.person("alice")))
    send(made, by=alice)
    with pytest.raises(Refused, match="signed"):
        answer(made, by=alice, said=D("350000"))
    with cast.acting("alice"):
        attach(made, "signed.pdf", BytesIO(PAPER), len(PAPER))
    answer(made, by=alice, said=D("350000"))
    return made


def close_of_quarter(rows, on):
    with actor.acting(SYSTEM):
        aged = ageing.ageing(rows, on)
        days = {one.document: (on - one.due_on).days for one in rows}
        assert days == {"INV-1": 46, "INV-2": 10, "INV-3": 6}
        assert aged.total == D("250000.00")
        assert (aged.sums["1-30"], aged.sums["31-60"]) == (D("200000.00"), D("50000.00"))
        assert expected_loss(aged.sums, figures.rates(on)) == D("6500.00")
        assert interest.interest(rows, on) == D("3630.00")


@pytest.fixture
def contract(customer):
    """In force: 30 % in advance, 60 % after 30 days and 10 % after 12 months from acceptance."""
    with actor.acting(SYSTEM):
        made = store.create(Contract(
            customer=customer, name="传感器（虚构）", net=D("1270880.00"), tax=D("161014.40"),
            deliver_on=date(2026, 9, 15), signed_on=date(2026, 8, 10),
        ))  # fmt: skip
        for share, amount, trigger, months, days in (
            ("0.3", "429568.32", "signing", 0, 16), ("0.6", "859136.64", "acceptance", 0, 30),
            ("0.1", "143189.44", "acceptance", 12, 0),
        ):  # fmt: skip
            store.create(PaymentTerm(contract=made, share=D(share), amount=D(amount), trigger=trigger, months=months, days=days))
        Contract.unscoped.filter(pk=made.pk).update(state="effective")
        lay(made := Contract.unscoped.get(pk=made.pk))
        return made


def test_a_from_the_advance_to_the_end_of_the_quarter(cast, customer, contract, day):
    grace = cast.actor("grace")
    day(8, 14)
    advance = paid(cast, customer, "429568.32", date(2026, 8, 14))
    with pytest.raises(Refused, match="advance"):
        allocate(advance, by=grace)
    day(8, 26)
    first = invoiced(customer, "A1", date(2026, 8, 26), None, ("788480.00", "0.13"), contract=contract)
    allocate(advance, by=grace)
    assert advance.allocations.get().amount == D("429568.32") and advance.state == "allocated"
    service = invoiced(customer, "A2", day(9, 1), None, ("60000.00", "0.06"), contract=contract)
    rest = invoiced(customer, "A3", day(9, 17), None, ("422400.00", "0.13"), contract=contract)
    assert [one.gross for one in (first, service, rest)] == [D("890982.40"), D("63600.00"), D("477312.00")]
    with pytest.raises(Refused, match="more than"):
        invoiced(customer, "A4", day(9, 17), None, ("0.01", "0"), contract=contract)
    with actor.acting(SYSTEM):
        reached(contract.pk, "acceptance", date(2026, 9, 17))
        run(day(9, 18))
        rows = Receivable.unscoped.filter(customer=customer)
        aged = ageing.ageing(rows, day(9, 30))
        assert aged.total == aged.current == D("1002326.08")
        found = {}
        for due_on, balance in rows.filter(balance__gt=0).values_list("due_on", "balance"):
            found[due_on] = found.get(due_on, 0) + balance
    assert found == {date(2026, 10, 17): D("859136.64"), date(2027, 9, 17): D("143189.44")}
    steps = dict(Milestone.objects.filter(contract=contract, done_on__isnull=False).values_list("kind", "done_on"))
    assert steps == {"payment": date(2026, 8, 26), "invoice": date(2026, 9, 17), "acceptance": date(2026, 9, 17)}
