"""A contract from an accepted quote: its customer, deal and amounts, and its terms of payment as parts of the price."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import store
from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.terms import PaymentTerm
from xianji.sales.quotes.models import Quote
from xianji.sales.templates.models import ContractTemplate

KEPT = 12
"""Months for which a retention is kept back, until somebody says else."""
LIVING = [state for state in Contract.State.values if state != Contract.State.TERMINATED]


@action(Quote, when=Quote.State.ACCEPTED, label=gettext_lazy("Draw up the contract"), icon="file-text", primary=True)
def draw_up_contract(quote: Quote, *, by: Any, template: ContractTemplate) -> None:
    """A draft with the text of a template, once."""
    if Contract.unscoped.filter(quote=quote, state__in=LIVING, deleted_at=None).exists():
        raise Refused(_("There is a contract from this quote already."))
    afterwards(lambda: draft(quote, template))


def draft(quote: Quote, template: ContractTemplate) -> None:
    made = Contract(
        name=str(quote.opportunity or quote.customer), customer_id=quote.customer_id, opportunity_id=quote.opportunity_id,
        quote=quote, template=template, kind=template.kind, language=template.language, currency_id=quote.currency_id,
        net=quote.net, tax=quote.tax, owner_id=quote.owner_id,
    )  # fmt: skip
    store.create(made)
    for one in parts(quote):
        one.contract, one.owner_id = made, made.owner_id
        store.create(one)
    settle(made)


def parts(quote: Quote) -> list[PaymentTerm]:
    """As the quote offered them: days after the invoice; what is kept back, from the acceptance on."""
    kind, trigger = PaymentTerm.Kind, PaymentTerm.Trigger
    made = [PaymentTerm(kind=kind.PAYMENT, trigger=trigger.INVOICE, share=1 - quote.retention, days=quote.days)]
    if quote.retention:
        made.append(PaymentTerm(kind=kind.RETENTION, trigger=trigger.ACCEPTANCE, share=quote.retention, months=KEPT))
    return made
