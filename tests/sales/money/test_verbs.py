"""What people do with money: who confirms, what is undone, disputed, credited, written off; what is told to credit."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import asked_about
from xianji.approval.requests.actions import approve
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import registry, store
from xianji.kit.merging.keeping import merge, unmerge
from xianji.kit.merging.models import Merged
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.verbs import change, hand_over
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org import actors
from xianji.org.models import Assignment, Role
from xianji.risk.standing.models import CreditStanding
from xianji.sales.dunning.actions import submit
from xianji.sales.dunning.running import run
from xianji.sales.invoices.actions import issue
from xianji.sales.invoices.actions import reverse as take_invoice_back
from xianji.sales.models import Delivery, DunningAction, Invoice, InvoiceLine, Order, Payment, Receivable, RepaymentPlan
from xianji.sales.payments.actions import allocate, cash, confirm, release, reverse
from xianji.sales.receivables import ageing
from xianji.sales.receivables.actions import agree, ask_write_off, dispute
from xianji.sales.receivables.charging import credit
from xianji.workspace.models import Notice, Task

TODAY = timezone.localdate


@pytest.fixture
def customer(cast):
    with cast.acting("alice"):
        return make(Customer, owner=cast.person("alice"))


@pytest.fixture
def owed(customer):
    """Three of 100.00, the oldest first."""
    return [make(Receivable, customer=customer, amount=D(100), issued_on=date(2026, 1, 1), due_on=date(2026, 2, n)) for n in (1, 2, 3)]


def received(cast, customer, amount, **more):
    with actor.acting(SYSTEM):
        made = store.create(Payment(customer=customer, amount=D(amount), **more))
    confirm(made, by=cast.actor("grace"))
    return made


def balances(owed):
    return [Receivable.unscoped.get(pk=one.pk).balance for one in owed]


def test_a_payment_is_entered_by_one_and_confirmed_by_another(cast, customer, enter):
    with cast.acting("grace"):
        own = store.create(Payment(customer=customer, amount=D(5)))
    with pytest.raises(Refused, match="somebody else"):
        confirm(own, by=cast.actor("grace"))
    with pytest.raises(NotPermitted):
        confirm(own, by=cast.actor("alice"))
    with cast.acting("alice"):
        hers, later = make(Payment, customer=customer), make(Payment, customer=customer, value_on=TODAY() + timedelta(days=1))
    with cast.acting("grace"):
        change(hers, {"amount": D(7)})
    with pytest.raises(Refused, match="somebody else"):
        confirm(hers, by=cast.actor("grace"))
    with pytest.raises(Refused, match="future"):
        confirm(later, by=cast.actor("grace"))
    assert own.owner_id == cast.person("alice").pk and own.left == D(5)
    with cast.acting("alice"):
        assert own in Payment.objects.all()
    with cast.acting("carol"):
        assert not Payment.objects.exists()


def test_it_is_not_confirmed_by_whoever_changed_it_before_the_last(cast, customer):
    with cast.acting("alice"):
        paid = make(Payment, customer=customer, amount=D(5))
    with cast.acting("grace"):
        change(paid, {"amount": D(9)})
    with actor.acting(SYSTEM):
        change(Payment.unscoped.get(pk=paid.pk), {"payer": "Paper Boats"})
    with pytest.raises(Refused, match="somebody else"):
        confirm(paid, by=cast.actor("grace"))


@pytest.mark.parametrize("hand", ["owner", "entered", "released", "shipped"])
def test_who_sells_does_not_confirm_the_money(cast, customer, hand):
    grace = cast.person("grace")
    with actor.acting(SYSTEM):
        order = make(Order, customer=customer)
        paid = make(Payment, customer=customer, order=order, amount=D(5))
        shipped = make(Delivery, order=order, customer=customer)
    if hand == "owner":
        Customer.unscoped.filter(pk=customer.pk).update(owner=grace)
    elif hand == "shipped":
        Delivery.unscoped.filter(pk=shipped.pk).update(shipped_by=grace)
    else:
        Order.unscoped.filter(pk=order.pk).update(**{"created_by" if hand == "entered" else "released_by": grace})
    with pytest.raises(Refused, match="answers for the customer"):
        confirm(paid, by=cast.actor("grace"))
    Customer.unscoped.filter(pk=customer.pk).update(owner=cast.person("alice"))
    Delivery.unscoped.update(shipped_by=None)
    Order.unscoped.update(created_by=None, released_by=None)
    confirm(paid, by=cast.actor("grace"))


def test_the_oldest_is_paid_first_and_all_is_undone(cast, customer, owed):
    grace, paid = cast.actor("grace"), received(cast, customer, 150)
    allocate(paid, by=grace)
    assert (balances(owed), paid.left, paid.state) == ([0, 50, 100], 0, "allocated")
    assert CreditStanding.objects.get(pk=customer.pk).receivable == D(150)
    with pytest.raises(Refused, match="Nothing of this payment"):
        release(paid, by=grace, why="Wrong one", receivable=owed[2])
    release(paid, by=grace, why="Wrong one", receivable=owed[1])
    allocate(paid, by=grace, receivable=owed[2], part=D(20))
    assert (balances(owed), paid.left, paid.state) == ([0, 100, 80], 30, "confirmed")
    for receivable, amount in ((owed[2], 81), (owed[0], 1), (owed[1], 31), (owed[1], "0.001"), (make(Receivable), 1)):
        with pytest.raises(Refused):
            allocate(paid, by=grace, receivable=receivable, part=D(amount))
    reverse(paid, by=grace, why="The bank took it back")
    assert (balances(owed), paid.left) == ([100, 100, 100], 0)
    with actor.acting(SYSTEM):
        assert ageing.ageing(Receivable.objects.filter(customer=customer), TODAY()).total == D(300)
        assert CreditStanding.objects.get(pk=customer.pk).receivable == D(300)
    assert Entry.objects.filter(label="sales.receivable", record_id=owed[0].pk, verb="owe_again").count() == 1


def test_as_much_is_allocated_as_was_named_and_no_more_than_is_left(cast, customer, owed):
    grace, payment = cast.actor("grace"), received(cast, customer, 150)
    for part in ("0", "-1", "150.01", "0.001"):
        for receivable in (None, owed[0]):
            with pytest.raises(Refused):
                allocate(payment, by=grace, receivable=receivable, part=D(part))
    assert balances(owed) == [100, 100, 100]
    allocate(payment, by=grace, part=D("120.01"))
    assert balances(owed) == [0, D("79.99"), 100]
    assert Payment.unscoped.get(pk=payment.pk).left == D("29.99")
    allocate(Payment.unscoped.get(pk=payment.pk), by=grace)
    assert balances(owed) == [0, 50, 100] and Payment.unscoped.get(pk=payment.pk).state == "allocated"


def test_a_bill_counts_when_it_is_cashed(cast, customer, owed):
    grace, bill = cast.actor("grace"), received(cast, customer, 100, method="bill")
    with pytest.raises(Refused, match="cashed"):
        allocate(bill, by=grace)
    cash(bill, by=grace, on=TODAY())
    allocate(bill, by=grace)
    assert bill.allocations.get().on == TODAY() and balances(owed) == [0, 100, 100]


def test_what_is_disputed_is_not_paid_by_itself_and_written_off_by_others(cast, customer, owed):
    grace = cast.actor("grace")
    rep, lawyer = cast.users["alice"], cast.users["bob"]
    with pytest.raises(NotPermitted):
        dispute(owed[0], by=cast.actor("alice"), why="Broken")
    Assignment.objects.create(user=lawyer, role=Role.unscoped.get(code="LEG"))
    actors.forget()
    dispute(owed[0], by=grace, why="Broken")
    told = Notice.objects.filter(kind="dispute").values_list("person", "values__why")
    assert set(told) == {(lawyer.person_id, "Broken"), (rep.person_id, "Broken")}, "legal takes it up"
    allocate(received(cast, customer, 50), by=grace)
    assert balances(owed) == [100, 50, 100]
    agree(owed[0], by=cast.actor("bob"), why="Put right")
    assert Entry.objects.filter(verb="agree", record_id=owed[0].pk).get().reason == "Put right", "legal decides, and says how"
    ask_write_off(owed[0], by=grace, why="Insolvent")
    asked = asked_about(owed[0])
    with pytest.raises(NotPermitted):
        approve(asked, by=grace)
    approve(asked, by=cast.actor("erin"))
    row = Receivable.unscoped.get(pk=owed[0].pk)
    assert (row.state, row.balance, row.allocations.get().kind) == ("written_off", 0, "write_off")


def test_an_invoice_is_owed_credited_in_part_and_taken_back(cast, customer):
    grace = cast.actor("grace")
    with cast.acting("alice"):
        made = store.create(Invoice(customer=customer))
    with actor.acting(SYSTEM):
        store.create(InvoiceLine(invoice=made, what="Sensors", net=D("100.05"), rate=D("0.13")))
    with pytest.raises(NotPermitted):
        issue(made, by=cast.actor("alice"))
    issue(made, by=grace, external_no="26000001")
    row = Receivable.unscoped.get(invoice=made)
    assert (made.gross, row.balance, row.due_on) == (D("113.06"), D("113.06"), TODAY() + timedelta(days=30))
    with pytest.raises(Refused, match="still owed"):
        credit(made, by=grace, part=D("113.07"), why="Returned")
    for part in ("0.04", "0.04"):
        credit(made, by=grace, part=D(part), why="Returned")
    small = Invoice.unscoped.filter(credits=made).order_by("pk")
    assert [one.net for one in small] == [D("0.04"), D("0.03")], "together 0.08 × 100.05 ÷ 113.06, to the cent"
    for one in small:
        take_invoice_back(one, by=grace, why="Nothing came back")
    credit(made, by=grace, part=D("13.06"), why="Returned")
    note = Invoice.unscoped.get(credits=made, state="issued")
    assert (note.net + note.tax, Receivable.unscoped.get(pk=row.pk).balance) == (D("13.06"), D(100))
    with pytest.raises(Refused, match="credited"):
        take_invoice_back(made, by=grace, why="Wrong name")
    take_invoice_back(note, by=grace, why="Nothing came back")
    assert Receivable.unscoped.get(pk=row.pk).balance == D("113.06")
    take_invoice_back(made, by=grace, why="Wrong name")
    assert Receivable.unscoped.get(pk=row.pk).balance == 0
    with actor.acting(SYSTEM):
        whole = store.create(Invoice(customer=customer))
        store.create(InvoiceLine(invoice=whole, what="Service", net=D(10), rate=D("0.06")))
    issue(whole, by=grace)
    take_invoice_back(whole, by=grace, why="Wrong name")
    assert Receivable.unscoped.get(invoice=whole).balance == 0


def test_a_plan_of_repayment_is_approved_and_broken(cast, customer, owed):
    with cast.acting("alice"):
        plan = store.create(RepaymentPlan(customer=customer, amount=D(100), first_on=TODAY() + timedelta(days=1), parts=2))
    submit(plan, by=cast.actor("alice"))
    approve(asked_about(plan), by=cast.actor("erin"))
    with actor.acting(SYSTEM):
        assert run(TODAY())["plans"] == 0
        assert run(TODAY() + timedelta(days=2))["plans"] == 1
    assert RepaymentPlan.unscoped.get(pk=plan.pk).state == "broken"


def test_money_goes_along_with_its_customer(cast, customer, owed):
    alice, carol, dave = (cast.person(name) for name in ("alice", "carol", "dave"))
    spent, kept = received(cast, customer, 100), received(cast, customer, 5)
    allocate(spent, by=cast.actor("grace"))
    with actor.acting(SYSTEM):
        late = make(Receivable, customer=customer, amount=D(7), issued_on=date(2026, 1, 1), due_on=TODAY() - timedelta(days=4))
        hand_over(owed[1], dave)
        run(TODAY())
        step = DunningAction.unscoped.get(receivable=late)
        task = Task.unscoped.get(key=f"dunning:{step.pk}:REP")
        hand_over(customer, carol)
        other = make(Customer, owner=alice)

    def owners():
        rows = (*owed, late, spent, kept, step, task)
        return [type(one).unscoped.get(pk=one.pk).owner for one in rows]

    after = [carol, dave, carol, carol, alice, carol, carol, carol]
    assert owners() == after, "what was given to a collector stays there, and what was received for whom"
    with actor.acting(SYSTEM):
        merge(other, [Customer.unscoped.get(pk=customer.pk)], {"owner": other})
        assert owners() == [alice if one == carol else one for one in after]
        assert CreditStanding.objects.get(pk=other.pk).receivable == D(207)
        unmerge(registry.resource_of(Customer), Merged.objects.get().key)
    assert owners() == after and not CreditStanding.objects.filter(pk=other.pk, receivable__gt=0).exists()


def test_the_page_opens_with_its_marks_and_the_payment_is_split_by_hand(cast, customer, owed, enter):
    paid, grace = received(cast, customer, 120), enter("grace")
    page = grace.get("/sales/owed").content.decode()
    assert "due_on=" in page and "300" in page
    assert grace.get(f"/sales/payments/{paid.pk}").status_code == 200
    answer = grace.post(f"/sales/payments/{paid.pk}/split", {f"part-{owed[2].pk}": "100", f"part-{owed[0].pk}": "20.00"})
    assert answer.status_code == 302 and balances(owed) == [80, 100, 0]
    for text in ("nan", "1e400", "0.001", "-1", "Infinity"):
        assert grace.post(f"/sales/payments/{paid.pk}/split", {f"part-{owed[1].pk}": text, "part-²": "1"}).status_code == 302
    assert balances(owed) == [80, 100, 0]
    assert enter("alice").post(f"/sales/payments/{paid.pk}/split", {}).status_code == 404
    assert "20" in grace.get(f"/sales/receivables/{owed[0].pk}").content.decode()
