"""Orders: what a customer has bought, line by line where it is delivered from here."""

from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, PriceField, QuantityField, RateField, WordedField
from xianji.kit.indexes import listed
from xianji.kit.said import words
from xianji.kit.shares import misfit
from xianji.lib import money
from xianji.org.records import OwnedRecord
from xianji.sales.orders import rules


class Order(OwnedRecord):
    """A purchase by one customer, in base currency. One enters it, another confirms it. With lines it is delivered from here;
    without, the ledger stays elsewhere and the order is only counted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        CANCELLED = "cancelled", _("Cancelled")

    class Credit(models.TextChoices):
        NONE = "none", pgettext_lazy("credit", "Not asked")
        PASS = "pass", pgettext_lazy("credit", "Passed")
        HOLD = "hold", pgettext_lazy("credit", "On hold")
        RELEASED = "released", pgettext_lazy("credit", "Released")

    class Delivered(models.TextChoices):
        NONE = "none", pgettext_lazy("delivery", "Not from here")
        WAITING = "waiting", pgettext_lazy("delivery", "Nothing yet")
        PARTLY = "partly", pgettext_lazy("delivery", "In part")
        DONE = "done", pgettext_lazy("goods", "Delivered")
        CLOSED = "closed", pgettext_lazy("delivery", "Closed")

    tones = {"confirmed": "ok", "cancelled": "bad"}
    final = (State.CANCELLED,)
    how_it_stands: dict[str, Any] = {
        Delivered.WAITING: _("Your order %(number)s is being prepared."),
        Delivered.PARTLY: _("A part of your order %(number)s has left us."),
        Delivered.DONE: _("All of your order %(number)s has left us."),
    }  # fmt: skip
    """How it stands, for the customer."""
    number = NumberField(prefix="SO", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="orders", db_index=False, verbose_name=_("Customer")
    )
    contract = models.ForeignKey(
        "sales.Contract", models.PROTECT, null=True, blank=True, related_name="orders", db_index=False, verbose_name=_("Contract")
    )
    ordered_on = models.DateField(_("Ordered"), default=timezone.localdate)
    promised_on = models.DateField(_("Promised"), null=True, blank=True)
    amount = MoneyField(_("Amount"), default=0, help_text=_("Net of tax; with lines it is their sum"))
    tax = MoneyField(_("Tax"), default=0)
    gross = MoneyField(_("Gross amount"), default=0, editable=False)
    advance = MoneyField(_("Advance before shipment"), default=0)
    advance_paid = MoneyField(_("Advance received"), default=0, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    cancelled_because = models.CharField(_("Reason for cancelling"), max_length=200, blank=True, editable=False)
    credit = models.CharField(_("Credit check"), max_length=8, choices=Credit, default=Credit.NONE, editable=False)
    credit_why = WordedField(
        _("Found by the credit check"), max_length=300, blank=True, editable=False, words=words
    )
    cleared_on = models.DateField(_("Cleared for shipment"), null=True, editable=False)
    released_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Released by"), db_index=False
    )
    delivery = models.CharField(
        pgettext_lazy("goods", "Delivery"), max_length=8, choices=Delivered, default=Delivered.NONE, editable=False
    )
    shipped = MoneyField(_("Shipped, gross"), default=0, editable=False)
    invoiced = MoneyField(_("Invoiced, gross"), default=0, editable=False)
    returned = MoneyField(_("Returned, gross"), default=0, editable=False)
    moved_on = models.DateField(_("Stands so since"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("sale", "Order")
        verbose_name_plural = _("Orders")
        indexes = [
            *listed(
                "sales_so", "ordered_on", "updated_at", "number", "amount", by={"state": ()}, ranges=["ordered_on", "amount"],
                rare=["contract"],
            ),
            models.Index(fields=["customer", "-ordered_on"], name="sales_so_customer"),
            models.Index(fields=["credit"], name="sales_so_credit"),
            models.Index(fields=["delivery"], name="sales_so_delivery"),
            models.Index(fields=["external_ref"], name="sales_so_ref", condition=~models.Q(external_ref="")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def held_because(self) -> str:
        """What the credit check found, in the language of now."""
        return words(self.credit_why)

    @property
    def is_open(self) -> bool:
        """Whether its figures may still change."""
        return self.state == self.State.DRAFT

    def reckon(self) -> None:
        """What follows from what was typed."""
        self.gross = money.plus(self.amount or 0, self.tax or 0)

    def clean(self) -> None:
        """Gross is net and tax; the advance is a part of it; what was confirmed stands."""
        if self._state.adding or any(getattr(self, name) != self.loaded(name) for name in ("amount", "tax")):
            self.reckon()
        problems: dict[str, Any] = {}
        if (self.amount or 0) < 0:
            problems["amount"] = _("Less than nothing is no order. What comes back is entered as a return.")
        if (self.tax or 0) < 0:
            problems["tax"] = _("Less than nothing is no tax.")
        if (self.advance or 0) < 0:
            problems["advance"] = _("The advance is a part of the gross amount, from nothing to all of it.")
        if self.is_followed and (changed := [name for name in rules.AGREED if getattr(self, name) != self.loaded(name)]):
            told = _("The order is confirmed, so its figures stand. Cancel it, or enter another one.")
            problems |= {name.removesuffix("_id"): told for name in changed}
        if problems:
            raise ValidationError(problems)

    @property
    def news(self) -> str:
        """How it stands, in words for the customer."""
        told = self.how_it_stands.get(self.delivery)
        return str(told % {"number": self.number}) if told else ""

    @property
    def is_followed(self) -> bool:
        """Whether it is delivered from here, and was so before it was touched now."""
        return self.loaded("state") == self.State.CONFIRMED and self.loaded("delivery") != self.Delivered.NONE


class OrderLine(OwnedRecord):
    """So much of a product by a day, or a service over so many months. Cost and tax are those of the day of confirming."""

    order = models.ForeignKey(
        Order, models.PROTECT, related_name="lines", verbose_name=pgettext_lazy("sale", "Order"), db_index=False
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, related_name="+", verbose_name=_("Product"), db_index=False
    )
    name = models.CharField(_("Description"), max_length=160, blank=True, help_text=_("Empty: the name of the product"))
    quantity = QuantityField(_("Quantity"), default=1)
    price = PriceField(_("Price each"), null=True, blank=True, help_text=_("Empty: the list price"))
    tax_rate = RateField(_("Tax rate"), null=True, blank=True, help_text=_("Empty: that of the product"))
    promised_on = models.DateField(_("Promised"), null=True, blank=True, help_text=_("Of a service: its first day"))
    months = models.PositiveSmallIntegerField(
        _("Months of service"), null=True, blank=True, help_text=_("Revenue follows month by month")
    )
    net = MoneyField(_("Net amount"), default=0, editable=False)
    tax = MoneyField(_("Tax"), default=0, editable=False)
    cost = PriceField(_("Unit cost"), null=True, editable=False)
    due_on = models.DateField(pgettext_lazy("goods", "Due"), null=True, editable=False)
    met_on = models.DateField(_("Accepted in full on"), null=True, editable=False)
    is_moved = models.BooleanField(_("Moved at the customer's wish"), default=False, editable=False)
    planned = QuantityField(_("In deliveries"), default=0, editable=False)
    shipped = QuantityField(_("Shipped"), default=0, editable=False)
    accepted = QuantityField(pgettext_lazy("goods", "Accepted"), default=0, editable=False)
    defective = QuantityField(_("Defective"), default=0, editable=False)
    returned = QuantityField(pgettext_lazy("goods", "Returned"), default=0, editable=False)
    late_because = models.CharField(_("Why it was late or short"), max_length=200, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Line of an order")
        verbose_name_plural = _("Lines of orders")
        indexes = listed(
            "sales_ol", "updated_at", "due_on", by={"product": ()}, ranges=["due_on"], rare=["order"]
        )

    def __str__(self) -> str:
        return self.name

    is_fresh = False
    """Whether it comes from a file and its order has not been reckoned with it."""

    def begin(self) -> None:
        """A description, and a key by which a file finds the line again."""
        self.name = self.name or str(self.product)
        self.external_ref = self.external_ref or token_hex(6)

    @property
    def left(self) -> Any:
        """What is in no delivery yet."""
        return money.minus(self.quantity, self.planned)

    @property
    def gross(self) -> Any:
        return money.plus(self.net, self.tax)

    def clean(self) -> None:
        if self._state.adding:
            self.begin()
        problems: dict[str, Any] = {}
        if self.quantity is not None and self.quantity <= 0:
            problems["quantity"] = _("More than zero, please.")
        if self.price is not None and self.price < 0:
            problems["price"] = _("Less than nothing is no price.")
        if told := misfit(self.tax_rate):
            problems["tax_rate"] = told
        if self.months == 0:
            problems["months"] = _("A service lasts for a month at least; leave it empty for goods.")
        if self.order_id and self.order.state == Order.State.CONFIRMED and any(
            getattr(self, name) != self.loaded(name) for name in rules.LINE_AGREED
        ):
            problems["quantity"] = _("The order is no draft any more. Cancel it, or enter another one.")
        if problems:
            raise ValidationError(problems)
