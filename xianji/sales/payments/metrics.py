"""What came in."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import MONEY
from xianji.sales.payments.models import Payment


@metric(
    Payment, label=_("Received"), unit=MONEY, dated="value_on", opens={"state": "confirmed,allocated"}, amount=Sum("amount")
)
def received(amount: Decimal) -> Decimal:
    """Confirmed payments by their value date, allocated or not."""
    return amount


METRICS = [received]
