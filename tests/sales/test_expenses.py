"""Expenses: handed in with a receipt, agreed to by whom the table names, paid by another; gifts say who got them."""

from decimal import Decimal
from io import BytesIO

import pytest

from tests.making import make
from xianji.approval.models import Request, Step
from xianji.kit.files import keeping
from xianji.kit.metrics import figures
from xianji.kit.refusals import Refused
from xianji.org import actors
from xianji.org.models import Assignment, Role
from xianji.sales.expenses import rules
from xianji.sales.expenses.actions import pay, submit
from xianji.sales.models import Expense


def spent(cast, **values):
    with cast.acting("alice"):
        return make(Expense, owner=cast.person("alice"), **{"kind": "travel", "amount": Decimal("120.50"), "tax": None, **values})


def with_receipt(cast, expense):
    with cast.acting("alice"):
        text = b"Train, second class"
        keeping.attach(expense, "receipt.txt", BytesIO(text), len(text))
    return expense


def chain(expense):
    steps = Step.objects.filter(request=Request.unscoped.get(about_label="sales.expense", about_id=expense.pk)).order_by("place")
    return [step.stage["parties"][0][1] for step in steps]


def test_without_a_receipt_it_is_not_taken(cast):
    with cast.acting("alice"), pytest.raises(Refused, match="receipt"):
        submit(spent(cast))


@pytest.mark.parametrize("values, expected", [
    ({"amount": Decimal("4999.99")}, ["SUP", "FIN"]), ({"amount": Decimal(5000)}, ["SUP", "RM", "FIN"]),
    ({"kind": "gift", "recipients": "Ms Reed", "amount": Decimal("300.01"), "heads": 1}, ["SUP", "FIN", "LEG"]),
    ({"kind": "entertain", "recipients": "Two of Heron", "amount": Decimal(600), "heads": 2}, ["SUP", "FIN"]),
])  # fmt: skip
def test_the_table_says_who_decides(cast, values, expected):
    for code in ("SUP", "RM", "FIN", "LEG"):
        Assignment.objects.create(user=cast.users["erin"], role=Role.unscoped.get(code=code))
    actors.forget()
    expense = with_receipt(cast, spent(cast, **values))
    with cast.acting("alice"):
        submit(expense)
    assert (expense.state, chain(expense)) == ("submitted", expected)


def test_who_spent_does_not_pay_out(cast):
    expense = spent(cast)
    Expense.unscoped.filter(pk=expense.pk).update(state="approved", owner=cast.person("erin"))
    Assignment.objects.create(user=cast.users["erin"], role=Role.unscoped.get(code="FIN"))
    Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="FIN"))
    actors.forget()
    with cast.acting("erin"):
        assert figures("spent").total.value == Decimal("120.50")
        with pytest.raises(Refused, match="themselves"):
            pay(expense)
    with cast.acting("bob"):
        assert pay(expense).state == "paid"


def test_a_gift_says_who_got_it(cast):
    with pytest.raises(Refused, match="who got it"):
        spent(cast, kind="gift", recipients=" ")
    for wrong in ({"amount": Decimal(0)}, {"amount": Decimal(5), "tax": Decimal("5.01")}):
        with pytest.raises(Refused, match="More than zero|part of the amount"):
            spent(cast, **wrong)
    assert rules.per_head(Decimal(1000), 3) == Decimal("333.34") and not rules.is_beyond("travel", Decimal(9999), 1, Decimal(300))
