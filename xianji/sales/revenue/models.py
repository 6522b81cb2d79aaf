"""Revenue, entry by entry: what was accepted, each month of a service, what came back. Nothing is ever changed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, QuantityField, RateField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class RevenueEntry(OwnedRecord):
    """Net of tax, on the day that counts, for whoever answered for the order then. A correction is another entry."""

    class Source(models.TextChoices):
        DELIVERY = "delivery", pgettext_lazy("revenue", "Delivery")
        SERVICE = "service", pgettext_lazy("revenue", "Month of service")
        RETURN = "return", pgettext_lazy("revenue", "Return")
        CORRECTION = "correction", pgettext_lazy("revenue", "Correction")

    tones = {"return": "bad", "correction": "warn"}
    number = NumberField(prefix="RE", monthly=True, verbose_name=_("Number"))
    once = models.CharField(max_length=40, unique=True, null=True, editable=False)
    """What it is for, so that nothing is booked twice: a part of a delivery, a month of a line, a return."""
    booked_on = models.DateField(_("Booked on"), default=timezone.localdate)
    source = models.CharField(pgettext_lazy("revenue", "From"), max_length=10, choices=Source, default=Source.DELIVERY)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="+", verbose_name=_("Customer"), db_index=False
    )
    order = models.ForeignKey(
        "sales.Order", models.PROTECT, related_name="revenue", db_index=False,
        verbose_name=pgettext_lazy("sale", "Order"),
    )  # fmt: skip
    line = models.ForeignKey(
        "sales.OrderLine", models.PROTECT, related_name="revenue", verbose_name=_("Line of an order")
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, related_name="+", verbose_name=_("Product"), db_index=False
    )
    part = models.ForeignKey("sales.DeliveryLine", models.PROTECT, null=True, editable=False, related_name="revenue")
    sales_return = models.ForeignKey(
        "sales.SalesReturn", models.PROTECT, null=True, editable=False, related_name="revenue", verbose_name=_("Return")
    )
    month = models.PositiveSmallIntegerField(_("Month of the service"), null=True, editable=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="corrections", verbose_name=_("Corrects")
    )
    why = models.CharField(_("Why"), max_length=200, blank=True, editable=False)
    quantity = QuantityField(_("Quantity"), default=0, editable=False)
    net = MoneyField(_("Net amount"))
    cost = MoneyField(_("Cost"), null=True, editable=False)
    margin = MoneyField(_("Margin"), null=True, editable=False)
    counts_for = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Counts for"), db_index=False
    )
    """Whoever answered for the order then: who leaves hands the entry over, not what was earned."""
    split = RateField(_("Share of the owner"), default=1, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Revenue entry")
        verbose_name_plural = _("Revenue entries")
        indexes = listed(
            "sales_re", "booked_on", "net", by={"source": (), "product": ()}, ranges=["booked_on", "net"],
            rare=["order", "customer", "counts_for"],
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """What is booked is booked."""
        if self.loaded("id") is not None and any(getattr(self, n) != self.loaded(n) for n in ("net", "cost", "booked_on")):
            raise ValidationError(_("A revenue entry is never changed. Book a correction beside it."))
