"""Where a customer stands with its credit: derived, one row for each who has a limit or owes something."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, RateField


class CreditStanding(models.Model):
    """No record of its own: it stands beside the customer, whose id it carries, and is read through the customer alone.

    What is owed is posted by the chapter with orders and receivables, with tax; the rest follows from rating and limits."""

    class Mark(models.TextChoices):
        GREEN = "green", pgettext_lazy("warning", "Green")
        YELLOW = "yellow", pgettext_lazy("warning", "Yellow")
        RED = "red", pgettext_lazy("warning", "Red")

    tones = {"yellow": "warn", "red": "bad"}
    customer_id = models.BigIntegerField(primary_key=True)
    receivable = MoneyField(_("Receivables"), default=0)
    undelivered = MoneyField(_("Ordered, not delivered"), default=0)
    unposted = MoneyField(_("Delivered, not invoiced"), default=0)
    unallocated = MoneyField(_("Payments not allocated"), default=0)
    advances = MoneyField(_("Advances due before shipment"), default=0)
    overdue = MoneyField(_("Overdue"), default=0)
    overdue_days = models.PositiveIntegerField(_("Days overdue"), default=0)
    """Of the oldest claim that is overdue."""
    punctual = RateField(_("Paid on time"), null=True)
    """The share of twelve months' claims; unknown where there were none."""
    exposure = MoneyField(_("Exposure"), default=0)
    limit = MoneyField(_("Limit"), default=0)
    temporary = MoneyField(_("Temporary limit"), default=0)
    available = MoneyField(_("Available"), default=0)
    use = RateField(_("Use"), null=True)
    """Exposure of the limit; nothing where there is no limit."""
    mark = models.CharField(_("Mark"), max_length=6, choices=Mark, blank=True)
    is_frozen = models.BooleanField(_("Frozen"), default=False)
    rating = models.CharField(_("Rating"), max_length=3, blank=True)
    terms_days = models.PositiveSmallIntegerField(_("Payment within, days"), null=True)
    review_on = models.DateField(_("Looked at again on"), null=True)

    class Meta:
        verbose_name = _("Credit standing")
        verbose_name_plural = _("Credit standings")
        indexes = [
            models.Index(fields=["-use", "customer_id"], name="risk_cs_use", condition=models.Q(use__isnull=False)),
            models.Index(fields=["mark", "-use"], name="risk_cs_mark", condition=~models.Q(mark="")),
        ]
