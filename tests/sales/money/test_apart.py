"""A contract with a limit of its own stands apart with all that is owed under it, until it is paid."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.risk.models import CreditLimit, CreditStanding
from xianji.sales.contracts.milestones import lay
from xianji.sales.invoices.actions import issue
from xianji.sales.models import Contract, Invoice, InvoiceLine, Milestone, Order, Payment, PaymentTerm, Receivable
from xianji.sales.orders.exposure import post_exposure
from xianji.sales.payments.actions import allocate, confirm
from xianji.sales.receivables.actions import set_due


@pytest.fixture
def customer(cast):
    with cast.acting("alice"):
        return make(Customer, owner=cast.person("alice"))


@pytest.fixture
def contract(customer):
    """In force, 30 of 100 in advance; its order is let through."""
    with actor.acting(SYSTEM):
        made = make(Contract, customer=customer, net=D(100), tax=D(0), signed_on=timezone.localdate())
        for share in ("30", "70"):
            make(PaymentTerm, contract=made, share=D(share) / 100, amount=D(share), trigger="signing", days=10)
        Contract.unscoped.filter(pk=made.pk).update(state="effective")
        lay(made := Contract.unscoped.get(pk=made.pk))
    return made


def standing(customer):
    row = CreditStanding.objects.get(pk=customer.pk)
    return row.exposure, CreditLimit.unscoped.get(kind="project").used


def received(cast, customer, amount, **more):
    with actor.acting(SYSTEM):
        made = store.create(Payment(customer=customer, amount=D(amount), **more))
    confirm(made, by=cast.actor("grace"))
    return made


def test_all_that_is_owed_under_it_is_counted_there(cast, customer, contract):
    with actor.acting(SYSTEM):
        order = make(Order, customer=customer, contract=contract, amount=D(100), state="confirmed")
        Order.unscoped.filter(pk=order.pk).update(
            delivery="done", cleared_on=timezone.localdate(), gross=D(100), shipped=D(100), advance=D(30)
        )
        make(Receivable, customer=customer, amount=D(5), due_on=timezone.localdate() + timedelta(days=9))
        assert CreditStanding.objects.get(pk=customer.pk).exposure == D(75)
        limit = make(CreditLimit, customer=customer, kind="project", contract_key=contract.pk, amount=D(70), state="active")
    assert standing(customer) == (D(5), D(70)), "with the limit it stands apart"
    advance = received(cast, customer, 30, order=Order.unscoped.get(pk=order.pk))
    assert standing(customer) == (D(5), D(70)), "an advance that has come is not owed to the customer at large"
    with actor.acting(SYSTEM):
        invoice = store.create(Invoice(customer=customer, order=Order.unscoped.get(pk=order.pk)))
        store.create(InvoiceLine(invoice=invoice, what="All", net=D(100), rate=D(0)))
        issue(invoice, external_no="A1")
        assert invoice.contract_id == contract.pk, "the contract of its order is its own"
        post_exposure([customer.pk])
    assert standing(customer) == (D(5), D(70))
    rows = {one.amount: one for one in Receivable.unscoped.filter(contract=contract)}
    with pytest.raises(Refused, match="follows from"):
        set_due(rows[D(70)], by=cast.actor("grace"), due_on=timezone.localdate(), why="They asked")
    allocate(advance, by=cast.actor("grace"), receivable=rows[D(30)])
    assert standing(customer) == (D(5), D(70))
    allocate(received(cast, customer, 70), by=cast.actor("grace"), receivable=rows[D(70)])
    limit = CreditLimit.unscoped.get(pk=limit.pk)
    assert (limit.state, limit.used, standing(customer)) == ("expired", 0, (D(5), 0)), "its contract is paid"


def test_what_no_term_is_about_is_owed_as_well(customer, contract):
    with actor.acting(SYSTEM):
        Milestone.objects.filter(contract=contract, amount=D(70)).update(amount=D(60))
        invoice = store.create(Invoice(customer=customer, contract=contract))
        store.create(InvoiceLine(invoice=invoice, what="All", net=D(100), rate=D(0)))
        issue(invoice, external_no="A1")
    assert sorted(Receivable.unscoped.values_list("amount", flat=True)) == [D(10), D(30), D(60)]
