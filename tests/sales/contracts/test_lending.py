"""A contract with a limit of its own: asked for on its page, with its figures."""

from decimal import Decimal

import pytest

from tests.making import make
from tests.policy.controls.conftest import agree
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.risk.models import CreditLimit
from xianji.sales.contracts.lending import ask_for_limit
from xianji.sales.models import Contract, PaymentTerm


def test_a_project_limit_is_asked_for_on_the_page_of_its_contract(cast, enter):
    alice = cast.person("alice")
    with acting(SYSTEM):
        customer = make(Customer, name="Lotus", owner=alice)
        contract = store.create(Contract(name="Lanterns", customer=customer, net=Decimal("900000.10"), owner=alice))
        for kind, share in (("advance", "0.3"), ("payment", "0.7")):
            store.create(PaymentTerm(contract=contract, kind=kind, share=Decimal(share), amount=contract.gross * Decimal(share)))
        Contract.unscoped.filter(pk=contract.pk).update(state="effective")
    contract = Contract.unscoped.get(pk=contract.pk)
    with cast.acting("alice"), pytest.raises(NotPermitted):
        ask_for_limit(contract, why="Large")
    with cast.acting("grace"):
        ask_for_limit(contract, why="Large")
        with pytest.raises(Refused, match="being asked for already"):
            ask_for_limit(contract, why="Large")
    limit = CreditLimit.unscoped.get()
    agree(cast, "erin", limit)
    limit.refresh_from_db()
    told = (limit.kind, limit.contract_key, limit.contract_no, limit.amount, limit.customer, limit.owner, limit.state)
    assert told == ("project", contract.pk, contract.number, Decimal("630000.07"), customer, alice, "active")
    page = f"/sales/contracts/{contract.pk}"
    assert limit.number in enter("grace").get(page).content.decode()
    assert limit.number not in enter("alice").get(page).content.decode(), "who sells sees what is available, on the customer's page"
