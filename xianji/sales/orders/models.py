"""Orders: what a customer has bought."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Order(OwnedRecord):
    """A purchase by one customer, net of tax in base currency. One enters it, another confirms it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        CANCELLED = "cancelled", _("Cancelled")

    tones = {"confirmed": "ok", "cancelled": "bad"}
    final = (State.CANCELLED,)
    number = NumberField(prefix="SO", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="orders", db_index=False, verbose_name=_("Customer")
    )
    ordered_on = models.DateField(_("Ordered"), default=timezone.localdate)
    amount = MoneyField(_("Amount"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    cancelled_because = models.CharField(_("Reason for cancelling"), max_length=200, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("sale", "Order")
        verbose_name_plural = _("Orders")
        indexes = [
            *listed(
                "sales_so", "ordered_on", "updated_at", "number", "amount", by={"state": ()}, ranges=["ordered_on", "amount"]
            ),
            models.Index(fields=["customer", "-ordered_on"], name="sales_so_customer"),
            models.Index(fields=["external_ref"], name="sales_so_ref", condition=~models.Q(external_ref="")),
        ]

    def __str__(self) -> str:
        return self.number
