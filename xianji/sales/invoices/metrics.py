"""What customers were invoiced, as a figure by any field."""

from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import MONEY
from xianji.lib import money
from xianji.sales.invoices.models import Invoice


@metric(Invoice, label=_("Invoiced, gross"), unit=MONEY, dated="issued_on", opens={"state": "issued"},
        plain=Sum("gross", filter=Q(credits=None)), back=Sum("gross", filter=Q(credits__isnull=False)))  # fmt: skip
def invoiced(plain: Decimal, back: Decimal) -> Decimal:
    """What was issued, with tax, less credit notes."""
    return money.minus(plain, back)


METRICS = [invoiced]
