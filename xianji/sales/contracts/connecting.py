"""What contracts must be told of and what others must know of them, connected at start."""

from typing import Any

from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.teams import access
from xianji.customers.teams.joining import join
from xianji.kit import store
from xianji.kit.lines import lie_with
from xianji.sales.contracts import proving, rules
from xianji.sales.contracts.drafting import follow_contracts
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.terms import PaymentTerm


def performing() -> Any:
    """The customers with whom a contract is being carried out: they stay with their owner."""
    return Contract.unscoped.filter(state__in=rules.RUNNING, deleted_at=None).values("customer")


def connect() -> None:
    proving.add()
    store.follow(Contract, follow_contracts)
    lie_with(Contract, PaymentTerm, "contract")
    join(Contract)
    access.belongs(PaymentTerm, through="contract")
    CUSTOMERS.protections["contract"] = performing
