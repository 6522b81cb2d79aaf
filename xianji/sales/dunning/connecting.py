"""What others must know of money, connected at start."""

from typing import Any

from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.teams import access
from xianji.kit import store
from xianji.kit.lines import lie_with
from xianji.sales.contracts.models import Contract
from xianji.sales.dunning import handing
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.dunning.panels import steps_of
from xianji.sales.dunning.running import follow_receivables
from xianji.sales.invoices.models import Invoice, InvoiceLine
from xianji.sales.orders import exposure
from xianji.sales.payments.models import Payment
from xianji.sales.payments.panels import advance
from xianji.sales.payments.posting import follow_advances, follow_money, unallocated
from xianji.sales.receivables import panels
from xianji.sales.receivables.agreed import follow_contracts, follow_payments
from xianji.sales.receivables.charging import follow_invoices
from xianji.sales.receivables.exposed import exposed
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED


def owing() -> Any:
    """The customers who owe something: they stay with their owner."""
    return Receivable.unscoped.filter(state__in=OWED, deleted_at=None).values("customer")


def connect() -> None:
    store.follow(Invoice, follow_invoices)
    store.follow(Contract, follow_contracts)
    store.follow(Receivable, follow_payments)
    store.follow(Receivable, follow_receivables)
    store.follow(Payment, follow_advances)
    store.follow(Receivable, follow_money)
    store.follow(Payment, follow_money)
    handing.connect()
    exposure.parts.extend((exposed, unallocated))
    lie_with(Invoice, InvoiceLine, "invoice")
    CUSTOMERS.protections["owes"] = owing
    panels.WAYS.append(steps_of)
    panels.UNALLOCATED.append(advance)
    for kind in (Invoice, Receivable, Payment, DunningAction, Statement, RepaymentPlan):
        access.belongs(kind)
