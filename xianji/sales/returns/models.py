"""Returns: what a customer sends back of what was accepted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, QuantityField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class SalesReturn(OwnedRecord):
    """So much of a line of an order comes back, and is credited or replaced."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("return", "Requested")
        APPROVED = "approved", pgettext_lazy("return", "Approved")
        RECEIVED = "received", pgettext_lazy("return", "Back here")
        CREDITED = "credited", pgettext_lazy("return", "Credited")
        REPLACED = "replaced", pgettext_lazy("return", "Replaced")
        REFUSED = "refused", pgettext_lazy("return", "Refused")

    class Cause(models.TextChoices):
        DEFECT = "defect", pgettext_lazy("return", "Defective")
        WRONG = "wrong", pgettext_lazy("return", "Not what was ordered")
        SURPLUS = "surplus", pgettext_lazy("return", "More than needed")
        OTHER = "other", pgettext_lazy("return", "Something else")

    class Wish(models.TextChoices):
        CREDIT = "credit", pgettext_lazy("return", "Money back")
        REPLACEMENT = "replacement", pgettext_lazy("return", "Replacement")

    tones = {"requested": "warn", "approved": "info", "received": "info", "credited": "ok", "replaced": "ok", "refused": "bad"}
    final = (State.CREDITED, State.REPLACED, State.REFUSED)
    number = NumberField(prefix="RT", monthly=True, verbose_name=_("Number"))
    line = models.ForeignKey(
        "sales.OrderLine", models.PROTECT, related_name="returns", verbose_name=_("Line of an order"), db_index=False
    )
    order = models.ForeignKey(
        "sales.Order", models.PROTECT, null=True, editable=False, related_name="returns", db_index=False,
        verbose_name=pgettext_lazy("sale", "Order"),
    )  # fmt: skip
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    quantity = QuantityField(_("Quantity"))
    cause = models.CharField(_("Reason"), max_length=8, choices=Cause)
    wish = models.CharField(_("What the customer wants"), max_length=12, choices=Wish, default=Wish.CREDIT)
    note = models.TextField(pgettext_lazy("return", "What happened"), blank=True)
    asked_on = models.DateField(_("Requested on"), default=timezone.localdate)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.REQUESTED, editable=False)
    received_on = models.DateField(_("Back on"), null=True, editable=False)
    settled_on = models.DateField(_("Settled on"), null=True, editable=False)
    refused_because = models.CharField(_("Reason for refusing"), max_length=200, blank=True, editable=False)
    net = MoneyField(_("Net amount"), default=0, editable=False)
    gross = MoneyField(_("Gross amount"), default=0, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Return")
        verbose_name_plural = _("Returns")
        indexes = listed(
            "sales_rt", "asked_on", "updated_at", by={"state": ()}, ranges=["asked_on"], rare=["order", "customer", "line"]
        )

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """It belongs to the order of its line, and lies where that lies."""
        if self.line_id is None or self.quantity is None:
            return
        if self._state.adding or self.line_id != self.loaded("line_id"):
            order = self.line.order
            self.order_id, self.customer_id = order.pk, order.customer_id
        problems: dict[str, Any] = {}
        if self.quantity <= 0:
            problems["quantity"] = _("More than zero, please.")
        if self.line.months:
            problems["line"] = _("A service cannot be sent back.")
        is_decided = self.loaded("state") not in (None, self.State.REQUESTED)
        if is_decided and self.quantity != self.loaded("quantity"):
            problems["quantity"] = _("The return was decided on, so its quantity stands.")
        if is_decided and self.line_id != self.loaded("line_id"):
            problems["line"] = _("The return was decided on, so its line stands.")
        if problems:
            raise ValidationError(problems)
