"""Less than nothing is no deal, no order and no price: refused beside the field, whichever door it comes through."""

from decimal import Decimal as D

import pytest

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.refusals import Refused
from xianji.sales.models import Negotiation, NegotiationIssue, Opportunity, Order
from xianji.sales.opportunities.actions import correct_amount, win


@pytest.mark.parametrize(("model", "values", "field"), [
    (Opportunity, {"amount": D("-0.01")}, "amount"), (Order, {"amount": D("-0.01")}, "amount"),
    (Negotiation, {"floor": D("-0.01")}, "floor"), (Negotiation, {"buyer_least": D(9), "buyer_most": D(8)}, "buyer_most"),
    (Negotiation, {"buyer_likely": D(9), "buyer_most": D(8)}, "buyer_most"),
    (NegotiationIssue, {"weight": D("-0.1")}, "weight"), (NegotiationIssue, {"weight": D("1.1")}, "weight"),
])  # fmt: skip
def test_it_is_refused_where_it_was_typed(as_system, model, values, field):
    with pytest.raises(Refused) as refusal:
        make(model, **values)
    assert set(refusal.value.fields) == {field}


def test_nothing_and_equal_limits_are_taken(as_system):
    assert make(Opportunity, amount=D(0)).pk and make(Order, amount=D(0)).pk
    assert make(Negotiation, floor=D(0), buyer_least=D(8), buyer_likely=D(8), buyer_most=D(8)).pk


def test_no_deal_is_won_with_less_than_nothing(as_system):
    deal = make(Opportunity, customer=make(Customer), amount=D(5))
    with pytest.raises(Refused):
        win(deal, amount=D(-5))
    win(Opportunity.unscoped.get(pk=deal.pk), amount=D(5))
    with pytest.raises(Refused):
        correct_amount(Opportunity.unscoped.get(pk=deal.pk), amount=D(-5), why="Typed wrongly")
    assert Opportunity.unscoped.get(pk=deal.pk).amount == 5
