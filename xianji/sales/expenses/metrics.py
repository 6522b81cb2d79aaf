"""What selling cost."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import MONEY
from xianji.sales.expenses.models import Expense


@metric(Expense, label=_("Selling expense"), unit=MONEY, dated="spent_on", opens={"state": "approved,paid"}, amount=Sum("amount"))
def spent(amount: Decimal) -> Decimal:
    """Approved and paid, on the day it was spent."""
    return amount
