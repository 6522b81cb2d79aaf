"""What somebody asks on a customer's page becomes a quote that is due within the time of small customers, and a task."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from xianji.customers.customers.models import Customer
from xianji.kit import ports, store
from xianji.kit.refusals import Refused
from xianji.kit.said import sentence
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.company.settled import company
from xianji.org.models import Unit
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.portal import rules
from xianji.sales.portal.models import CustomerPage, PageRequest
from xianji.sales.quotes import reckoning
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.workspace.tasks.models import EVENING, Task

THROUGH, KIND = "portal", "portal"
CLAUSE = "3.2.2d"


class Enough(Exception):
    """So many questions wait already."""


def take(page: CustomerPage, words: str, order: Order | None, nonce: str) -> PageRequest | None:
    """Everything that follows from one question; None where this very one was taken before."""
    with actor.acting(SYSTEM), translation.override(company().language), store.whole():
        CustomerPage.objects.select_for_update().get(pk=page.pk)
        if PageRequest.objects.filter(token=nonce).exists():
            return None
        if waiting(page.customer) >= rules.WAITING:
            raise Enough
        who = answers(page.customer)
        quote = begun(page.customer, who, order)
        made = PageRequest.objects.create(page=page, customer=page.customer, words=words, order=order, quote=quote, token=nonce)
        task_of(made, quote, who)
        tell(made, quote, who)
    return made


def waiting(customer: Customer) -> int:
    """Questions of which the quote is a draft or in approval still."""
    rows = PageRequest.objects.filter(customer=customer, quote__deleted_at=None, quote__sent_on=None, quote__answered_on=None)
    return rows.filter(quote__state__in=(Quote.State.DRAFT, Quote.State.APPROVAL, Quote.State.APPROVED)).count()


def answers(customer: Customer) -> int | None:
    """Whose question it is: the customer's owner's, else the head's of where the customer lies."""
    if customer.owner_id:
        return customer.owner_id
    return Unit.objects.filter(pk=customer.unit_id).values_list("head", flat=True).first() if customer.unit_id else None


def begun(customer: Customer, who: int | None, order: Order | None) -> Quote:
    """A draft that was asked for today; with the products of an order where the same is wanted again."""
    quote = store.create(
        Quote(customer=customer, owner_id=who, unit_id=customer.unit_id, org_path=customer.org_path,
              asked_on=timezone.localdate()), source=THROUGH,
    )  # fmt: skip
    if order is not None:
        same_again(quote, order)
    return quote


def same_again(quote: Quote, order: Order) -> None:
    """At the prices of today; what has no price any more is left to whoever writes the quote."""
    lines = OrderLine.objects.filter(order=order).order_by("pk")
    try:
        with transaction.atomic():
            for line in lines:
                copied = {"product_id": line.product_id, "quantity": line.quantity, "note": line.name[:200]}
                store.create(QuoteLine(quote=quote, owner_id=quote.owner_id, **copied), source=THROUGH)
            reckoning.renew(quote)
    except Refused:
        return


def task_of(made: PageRequest, quote: Quote, who: int | None) -> None:
    """On the desk of whoever answers, by the evening of the day by which the quote is to be sent."""
    title = sentence(gettext_noop("Quote for %(customer)s, asked for on its page"), customer=made.customer)
    due = timezone.make_aware(datetime.combine(quote.due_on or timezone.localdate(), time(EVENING)))
    store.create(Task(
        title=title, owner_id=who, unit_id=made.customer.unit_id, org_path=made.customer.org_path, due_at=due,
        priority=Task.Priority.HIGH, source=Task.Source.SLA, clause=CLAUSE, about_label=Quote.label(), about_id=quote.pk,
        key=f"{KIND}:{made.pk}",
    ), source=THROUGH)  # fmt: skip


def tell(made: PageRequest, quote: Quote, who: int | None) -> None:
    values: dict[str, Any] = {"customer": made.customer, "quote": quote}
    ports.tell(
        [who] if who else [], kind=KIND, message=gettext_noop("%(customer)s asks for a quote on its page: %(quote)s."),
        values=values, key=f"{KIND}:{made.pk}", about=quote,
    )  # fmt: skip
