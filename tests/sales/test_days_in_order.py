"""What follows is never before what it follows from, and nothing has happened that is still to come: days as people type them."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.refusals import Refused
from xianji.sales.dunning.actions import answer, finish
from xianji.sales.invoices.actions import issue
from xianji.sales.models import (
    DunningAction,
    Expense,
    Invoice,
    InvoiceLine,
    Opportunity,
    Payment,
    Receivable,
    Statement,
)
from xianji.sales.opportunities.actions import lose, win
from xianji.sales.payments.actions import cash
from xianji.sales.receivables.charging import credit

TODAY = timezone.localdate
DAY = timedelta(days=1)


def issued():
    made = make(Invoice, kind="cn_special")
    make(InvoiceLine, invoice=made, net=D(100), rate=D("0.13"))
    issue(made, issued_on=TODAY() - 3 * DAY)
    return Invoice.unscoped.get(pk=made.pk)


def bill():
    made = make(Payment, method="bill", amount=D(5), value_on=TODAY() - 3 * DAY)
    Payment.unscoped.filter(pk=made.pk).update(state="confirmed")
    return Payment.unscoped.get(pk=made.pk)


def step():
    row = make(Receivable, amount=D(50), issued_on=TODAY() - 60 * DAY, due_on=TODAY() - 30 * DAY)
    return make(DunningAction, receivable=row, customer=row.customer, step="reminder")


def statement():
    made = make(Statement, from_on=TODAY() - 90 * DAY, to_on=TODAY() - 3 * DAY)
    Statement.unscoped.filter(pk=made.pk).update(state="sent")
    return Statement.unscoped.get(pk=made.pk)


DONE = {
    "credit note": (issued, lambda one, day: credit(one, part=D(1), why="Returned", on=day), -3),
    "cashed bill": (bill, lambda one, day: cash(one, on=day), -3),
    "dunned": (step, lambda one, day: finish(one, channel="mail", response="They will pay", done_on=day), None),
    "confirmed balance": (statement, lambda one, day: answer(one, said=D(1), confirmed_on=day), -3),
}
"""{what: (what it follows from, the verb, how many days ago that was)}"""


@pytest.mark.parametrize("what", DONE)
def test_neither_before_it_could_be_nor_in_the_future(as_system, what):
    make_it, done, since = DONE[what]
    for day, words in ((1, "future"), (since and since - 1, "too early")):
        if day is not None:
            with pytest.raises(Refused, match=words):
                done(make_it(), TODAY() + day * DAY)
    done(make_it(), TODAY() + (since or 0) * DAY)


def test_a_deal_that_closed_before_it_was_entered_was_open_that_day(as_system):
    """A sales cycle is never less than nothing."""
    for verb in (lambda one, day: win(one, amount=D(5), closed_on=day),
                 lambda one, day: lose(one, lost_reason="price", is_undecided=True, closed_on=day)):  # fmt: skip
        deal = make(Opportunity, customer=make(Customer), opened_on=TODAY())
        verb(deal, TODAY() - 9 * DAY)
        deal = Opportunity.unscoped.get(pk=deal.pk)
        assert deal.opened_on == deal.closed_on == TODAY() - 9 * DAY
    deal = make(Opportunity, customer=make(Customer), opened_on=TODAY() - 20 * DAY)
    win(deal, amount=D(5), closed_on=TODAY() - 9 * DAY)
    assert Opportunity.unscoped.get(pk=deal.pk).opened_on == TODAY() - 20 * DAY


def test_what_is_not_spent_yet_is_no_expense_and_a_tax_is_a_part_of_a_whole(as_system):
    with pytest.raises(Refused) as refusal:
        make(Expense, kind="travel", amount=D(5), spent_on=TODAY() + DAY)
    assert set(refusal.value.fields) == {"spent_on"}
    for rate in ("-0.01", "1", "7"):
        with pytest.raises(Refused) as refusal:
            make(InvoiceLine, net=D(-5), rate=D(rate))
        assert set(refusal.value.fields) == {"rate"}
    assert make(InvoiceLine, net=D(-5), rate=D(0)).pk and make(Expense, kind="travel", amount=D(5), spent_on=TODAY()).pk
