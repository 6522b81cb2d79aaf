"""Payments: what came in, who says so, and how much of it is not set against anything yet."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.invoices.placing import (
    Kept,
    Once,
    is_nothing,
    lie_with_customer,
    must_be_new,
    must_be_theirs,
    must_stand,
)


class Payment(OwnedRecord):
    """Entered by one, confirmed by another, then set against receivables; `left` never falls below nothing. What is left is an
    advance that waits for an invoice."""

    class Method(models.TextChoices):
        TRANSFER = "tt", _("Bank transfer")
        BILL = "bill", _("Bill of exchange")
        CASH = "cash", pgettext_lazy("payment", "Cash")
        ONLINE = "online", pgettext_lazy("payment", "Online")

    class State(models.TextChoices):
        REGISTERED = "registered", pgettext_lazy("payment", "Entered")
        CONFIRMED = "confirmed", pgettext_lazy("payment", "Confirmed")
        ALLOCATED = "allocated", _("Allocated")
        REVERSED = "reversed", pgettext_lazy("payment", "Taken back")

    tones = {"registered": "warn", "confirmed": "info", "allocated": "ok", "reversed": "bad"}
    final = (State.REVERSED,)
    number = NumberField(prefix="RC", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="payments", db_index=False, verbose_name=_("Customer")
    )
    order = models.ForeignKey(
        "sales.Order", models.PROTECT, null=True, blank=True, related_name="payments", db_index=False,
        verbose_name=_("Advance for"), help_text=_("The order whose advance this is; it is let go when the advance has come in."),
    )  # fmt: skip
    value_on = models.DateField(_("Value date"), default=timezone.localdate)
    amount = MoneyField(_("Amount"))
    left = MoneyField(_("Not allocated yet"), default=Decimal("0.00"), editable=False)
    method = models.CharField(_("Way of payment"), max_length=6, choices=Method, default=Method.TRANSFER)
    bank_ref = models.CharField(_("Reference of the bank"), max_length=60, blank=True, default="")
    payer = models.CharField(_("Payer"), max_length=160, blank=True, default="")
    cashed_on = models.DateField(_("Cashed on"), null=True, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.REGISTERED, editable=False)
    reason = models.CharField(_("Why it was taken back"), max_length=200, blank=True, default="", editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("money", "Payment")
        verbose_name_plural = pgettext_lazy("money", "Payments")
        constraints = [
            Kept(condition=models.Q(left__gte=0), name="sales_rc_never_below_nothing"),
            Once(fields=["bank_ref"], name="sales_rc_bank_ref", condition=~models.Q(bank_ref="")),
        ]
        indexes = listed(
            "sales_rc", "value_on", "updated_at", "amount", "left", by={"state": (), "method": ()}, ranges=["value_on", "left"],
            rare=["customer", "order"],
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """Until somebody confirms it, all of it is left."""
        lie_with_customer(self)
        must_be_theirs(self, "order")
        must_stand(self, self.State.REGISTERED, ("customer_id", "amount", "value_on", "method", "order_id"))
        if self._state.adding or (self.state == self.State.REGISTERED and self.amount != self.loaded("amount")):
            self.left = self.amount
        must_be_new(self, "bank_ref")
        if is_nothing(self.amount):
            raise ValidationError({"amount": _("A payment is more than nothing.")})
