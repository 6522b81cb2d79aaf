"""One table of cases that must come out the same on both databases."""

from decimal import Decimal

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection
from django.db.models import Avg, F, Max, Min, Sum

from tests.making import make
from xianji.catalog.models import Product
from xianji.kit import store
from xianji.kit.fields import ScaleMismatch
from xianji.kit.refusals import Refused
from xianji.sales.models import Opportunity

EXACT = ["0.00", "0.01", "10.01", "-10.01", "99999999999999.99", "92233720368547758.07"]


@pytest.mark.parametrize("text", EXACT)
def test_what_goes_in_comes_out(as_system, text):
    made = make(Opportunity)
    Opportunity.unscoped.filter(pk=made.pk).update(amount=Decimal(text))  # what less than nothing means is the object's rule
    assert Opportunity.unscoped.get(pk=made.pk).amount == Decimal(text)


@pytest.mark.parametrize("wrong", ["1.001", "92233720368547758.08", "NaN", 0.1])
def test_what_does_not_fit_is_refused(as_system, wrong):
    with pytest.raises((Refused, ValidationError, ValueError, TypeError)):
        make(Opportunity, amount=wrong if isinstance(wrong, float) else Decimal(wrong))


def test_sum_min_max_filter_and_order(as_system):
    for text in ("10.01", "10.00", "0.01"):
        make(Opportunity, amount=Decimal(text))
    rows = Opportunity.unscoped
    found = rows.aggregate(s=Sum("amount"), low=Min("amount"), high=Max("amount"))
    assert found == {"s": Decimal("20.02"), "low": Decimal("0.01"), "high": Decimal("10.01")}
    assert [str(o.amount) for o in rows.order_by("amount")] == ["0.01", "10.00", "10.01"]
    assert rows.filter(amount__gte=Decimal("10.00"), amount__lt=Decimal("10.01")).count() == 1


def test_an_average_must_carry_its_scale(as_system):
    make(Opportunity, amount=Decimal("10.01"))
    with pytest.raises((ScaleMismatch, FieldError)):
        Opportunity.unscoped.aggregate(a=Avg("amount"))


@pytest.mark.parametrize("sum_of", [F("amount") + 1, F("amount") * F("amount"), F("amount") - F("amount")])
def test_bare_arithmetic_is_refused(as_system, sum_of):
    make(Opportunity, amount=Decimal("10.01"))
    with pytest.raises((FieldError, ScaleMismatch)):
        list(Opportunity.unscoped.annotate(x=sum_of).values_list("x"))


def test_scales_are_not_compared(as_system):
    make(Product, list_price=Decimal("1.5"))
    with pytest.raises(ScaleMismatch):
        list(Opportunity.unscoped.filter(product__list_price__gt=F("amount")))


def test_the_database_refuses_anything_but_whole_units(as_system):
    made = make(Opportunity, amount=Decimal("1.00"))
    with pytest.raises((IntegrityError, Exception)) as refused, connection.cursor() as cursor:
        cursor.execute("UPDATE sales_opportunity SET amount = 'ten' WHERE id = %s", [made.pk])
    assert "ten" in str(refused.value) or "CHECK" in str(refused.value)


def test_update_by_expression_is_refused_too(as_system):
    make(Opportunity, amount=Decimal("10.01"))
    with pytest.raises((FieldError, ScaleMismatch, TypeError)):
        Opportunity.unscoped.update(amount=F("amount") + 1)


def test_a_change_keeps_the_last_cent(as_system):
    made = make(Opportunity, amount=Decimal("0.10"))
    made.amount = Decimal("0.30")
    store.change(made)
    assert Opportunity.unscoped.get(pk=made.pk).amount == Decimal("0.30")
