"""Deliveries: what leaves for a customer, and what the customer has accepted of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, QuantityField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord, Record


class Delivery(OwnedRecord):
    """A part of an order on its way: planned, shipped, received, accepted whole or in part, or refused."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("delivery", "Planned")
        SHIPPED = "shipped", pgettext_lazy("delivery", "Shipped")
        RECEIVED = "received", pgettext_lazy("delivery", "Received")
        PARTLY = "partly", pgettext_lazy("delivery", "Accepted in part")
        ACCEPTED = "accepted", pgettext_lazy("delivery", "Accepted")
        REJECTED = "rejected", pgettext_lazy("delivery", "Refused")
        CANCELLED = "cancelled", pgettext_lazy("delivery", "Called off")

    tones = {"planned": "info", "shipped": "info", "received": "warn", "partly": "warn", "accepted": "ok", "rejected": "bad"}
    final = (State.ACCEPTED, State.REJECTED, State.CANCELLED)
    number = NumberField(prefix="DN", monthly=True, verbose_name=_("Number"))
    order = models.ForeignKey(
        "sales.Order", models.PROTECT, related_name="deliveries", verbose_name=pgettext_lazy("sale", "Order"), db_index=False
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    planned_on = models.DateField(_("To be shipped on"))
    carrier = models.CharField(_("Carrier"), max_length=80, blank=True)
    waybill = models.CharField(_("Waybill"), max_length=80, blank=True)
    note = models.TextField(_("Note"), blank=True)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.PLANNED, editable=False)
    shipped_on = models.DateField(_("Shipped on"), null=True, editable=False)
    shipped_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Shipped by"), db_index=False
    )
    received_on = models.DateField(_("Received on"), null=True, editable=False)
    accepted_on = models.DateField(pgettext_lazy("goods", "Accepted on"), null=True, editable=False)
    accepted_by = models.CharField(_("Accepted by, for the customer"), max_length=80, blank=True, editable=False)
    outcome = models.CharField(pgettext_lazy("goods", "What was found"), max_length=300, blank=True, editable=False)
    net = MoneyField(_("Net amount"), default=0, editable=False)
    gross = MoneyField(_("Gross amount"), default=0, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("goods", "Delivery")
        verbose_name_plural = pgettext_lazy("goods", "Deliveries")
        indexes = listed(
            "sales_dn", "planned_on", "updated_at", by={"state": ()}, ranges=["planned_on"], rare=["order", "customer"]
        )

    def __str__(self) -> str:
        return self.number


class DeliveryLine(Record):
    """So much of a line of the order in this delivery. It opens no door of its own: who sees the delivery sees it."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="lines", verbose_name=pgettext_lazy("goods", "Delivery"))
    line = models.ForeignKey("sales.OrderLine", models.PROTECT, related_name="deliveries", verbose_name=_("Line of an order"))
    quantity = QuantityField(_("Quantity"))
    accepted = QuantityField(pgettext_lazy("goods", "Accepted"), default=0, editable=False)
    defective = QuantityField(_("Defective"), default=0, editable=False)
    replaced = QuantityField(_("Replaced"), default=0, editable=False)
    note = models.CharField(pgettext_lazy("goods", "What was found"), max_length=200, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Line of a delivery")
        verbose_name_plural = _("Lines of a delivery")
        constraints = [models.UniqueConstraint(fields=["delivery", "line"], name="sales_dl_once")]

    def __str__(self) -> str:
        return str(self.line)

    def clean(self) -> None:
        if self.quantity <= 0:
            raise ValidationError({"quantity": _("More than zero, please.")})
