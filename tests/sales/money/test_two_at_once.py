"""Two people allocate one receipt at the same time, a thousand times: never more than the payment, never more than is owed."""

import threading
from decimal import Decimal

import pytest
from django.db import connections

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.sales.models import Allocation, Payment, Receivable
from xianji.sales.payments.actions import spend
from xianji.sales.receivables.settling import held

TIMES, EACH = 500, Decimal("1.00")


def one_after_the_other(payment_id, receivable_id, told):
    """The very body of the verb under the lock that the verb takes, in a transaction of its own each time."""
    try:
        with actor.acting(SYSTEM):
            for _each in range(TIMES):
                try:
                    with store.whole():
                        payment = Payment.unscoped.select_for_update(of=("self",)).get(pk=payment_id)
                        payment.state = spend(payment, held([receivable_id]), {receivable_id: EACH})
                        Payment.unscoped.filter(pk=payment_id).update(left=payment.left, state=payment.state)
                    told.append("took")
                except Refused:
                    told.append("refused")
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_people_take_no_more_than_there_is(transactional_db):
    with actor.acting(SYSTEM):
        customer = make(Customer)
        payment = make(Payment, customer=customer, amount=Decimal("90.00"))
        Payment.unscoped.filter(pk=payment.pk).update(state="confirmed")
        owed = [make(Receivable, customer=customer, amount=Decimal("60.00")) for _each in range(2)]
    told: list[str] = []
    people = [threading.Thread(target=one_after_the_other, args=(payment.pk, one.pk, told), daemon=True) for one in owed]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=120)
    assert len(told) == 2 * TIMES and told.count("took") == 90
    taken = sum(Allocation.objects.values_list("amount", flat=True))
    balances = list(Receivable.unscoped.order_by("pk").values_list("balance", flat=True))
    left, state = Payment.unscoped.values_list("left", "state").get(pk=payment.pk)
    assert (taken, left, state) == (Decimal("90.00"), Decimal("0.00"), "allocated")
    assert sum(balances) == Decimal("30.00") and min(balances) >= 0
