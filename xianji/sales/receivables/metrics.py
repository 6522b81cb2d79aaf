"""What is owed, as a figure by any field; the figures of days and rates stand on the page of what is owed."""

from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import MONEY
from xianji.sales.receivables.models import Receivable


@metric(
    Receivable, label=_("Owed"), unit=MONEY, dated="due_on", opens={"state": "open,partly,disputed"}, balance=Sum("balance")
)
def owed(balance: Decimal) -> Decimal:
    """What customers still owe, with tax, by the day on which it is due."""
    return balance


@metric(Receivable, label=_("Charged"), unit=MONEY, dated="issued_on", opens={}, amount=Sum("amount"))
def charged(amount: Decimal) -> Decimal:
    """What customers were charged, with tax, before credit notes."""
    return amount


METRICS = [owed, charged]
