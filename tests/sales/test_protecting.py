"""What the sales process knows keeps a customer out of the pool: an open offer, a contract being carried out, money that is owed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.pool.protection import protected
from xianji.sales.models import Contract, Quote, Receivable

TODAY = timezone.localdate()
CASES = [
    (Quote, {"state": "sent"}, {"state": "rejected"}, "an open quote"),
    (Contract, {"state": "performing"}, {"state": "completed"}, "a contract being performed"),
    (Receivable, {"state": "open"}, {"state": "settled"}, "open receivables"),
]  # fmt: skip


@pytest.mark.parametrize("kind, standing, over, told", CASES, ids=[one[0].__name__ for one in CASES])
def test_what_is_open_protects(cast, kind, standing, over, told):
    customer = make(Customer, owner=cast.person("alice"))
    made = make(kind, customer=customer, owner=cast.person("alice"))
    kind.unscoped.filter(pk=made.pk).update(**standing)
    assert protected(CUSTOMERS, [customer.pk], TODAY) == {customer.pk: [told]}
    kind.unscoped.filter(pk=made.pk).update(**over)
    assert protected(CUSTOMERS, [customer.pk], TODAY + timedelta(days=1)) == {}
