"""What the file knows already of a customer whose credit is assessed, so that nobody types it."""

from datetime import date
from decimal import Decimal
from typing import Any

from xianji.customers.value.models import CustomerValue
from xianji.lib import money
from xianji.risk.standing.models import CreditStanding

YEAR, MONTHS = 365, 12


def known(customer: Any, on: date) -> dict[str, Any]:
    """Of the assessment's inputs those that the file gives."""
    value = CustomerValue.objects.filter(pk=customer.pk).first()
    standing = CreditStanding.objects.filter(pk=customer.pk).first()
    given: dict[str, Any] = {"is_new": value is None}
    if value is not None:
        given["years"] = years(value.first_on, on)
    if value is not None and value.revenue:
        given["monthly_sales"] = money.avg(value.revenue, MONTHS)
    if standing is not None and standing.punctual is not None:
        given["punctual"] = standing.punctual
    if customer.annual_revenue is not None:
        given["revenue"] = customer.annual_revenue
    return given


def years(first: date, on: date) -> Decimal:
    """Since the first order, to a tenth."""
    return money.round_half_up(Decimal(max((on - first).days, 0)) / YEAR, 1)


def overdue_days(customer_id: int) -> int:
    return CreditStanding.objects.filter(pk=customer_id).values_list("overdue_days", flat=True).first() or 0
