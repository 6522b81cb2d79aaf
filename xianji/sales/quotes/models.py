"""Quotes: what we offer a customer, at which price and on which terms, until when."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, PriceField, QuantityField, RateField
from xianji.kit.indexes import listed
from xianji.kit.shares import misfit
from xianji.org.days.calendar import work_calendar
from xianji.org.records import OwnedRecord
from xianji.rulebook.parameters.reading import value

RATES = ("discount", "retention", "rebate")
GIVEN = (
    "opportunity_id", "customer_id", "price_list_id", "quoted_on", "valid_until", "discount", "retention", "rebate", "freight",
    "days", "terms", "asked_on", "net", "tax", "gross", "cost",
)  # fmt: skip
"""What nobody changes once the quote has left its draft: that is a new version."""


def in_thirty_days() -> date:
    return timezone.localdate() + timedelta(days=30)


class Quote(OwnedRecord):
    """One version of an offer, net of tax in the currency of its price list. What is approved stands: a change is a new
    version, which takes the place of the one before."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVAL = "approval", _("In approval")
        APPROVED = "approved", pgettext_lazy("quote", "Approved")
        SENT = "sent", pgettext_lazy("quote", "Sent")
        ACCEPTED = "accepted", pgettext_lazy("quote", "Accepted")
        REJECTED = "rejected", pgettext_lazy("quote", "Declined")
        EXPIRED = "expired", pgettext_lazy("quote", "Lapsed")
        SUPERSEDED = "superseded", pgettext_lazy("quote", "Replaced")

    class Level(models.TextChoices):
        L0 = "L0", _("L0")
        L1 = "L1", _("L1")
        L2 = "L2", _("L2")
        L3 = "L3", _("L3")
        L4 = "L4", _("L4")
        L5 = "L5", _("L5")

    tones = {"approval": "info", "approved": "info", "sent": "info", "accepted": "ok", "rejected": "bad", "expired": "warn"}
    by_itself = {State.EXPIRED: _("its last day has passed")}
    final = (State.ACCEPTED, State.REJECTED, State.EXPIRED, State.SUPERSEDED)
    number = NumberField(prefix="QT", monthly=True, suffix="-V1", verbose_name=_("Number"))
    edition = models.PositiveSmallIntegerField(pgettext_lazy("quote", "Version"), default=1, editable=False)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="followers", verbose_name=_("Replaces")
    )
    opportunity = models.ForeignKey(
        "sales.Opportunity", models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("Opportunity"),
        db_index=False,
    )  # fmt: skip
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="quotes", verbose_name=_("Customer"), db_index=False
    )
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Contact")
    )
    price_list = models.ForeignKey(
        "planning.PriceList", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Price list"),
        help_text=_("Empty: the one that holds for this customer"),
    )  # fmt: skip
    currency = models.ForeignKey(
        "catalog.Currency", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Currency")
    )
    asked_on = models.DateField(_("Asked for on"), null=True, blank=True)
    due_on = models.DateField(_("To be sent by"), null=True, editable=False)
    quoted_on = models.DateField(_("Quoted on"), default=timezone.localdate)
    valid_until = models.DateField(_("Valid until"), default=in_thirty_days)
    discount = RateField(_("Discount on the whole"), default=0, help_text=_("On top of that of each line"))
    days = models.PositiveSmallIntegerField(_("Days to pay"), default=30)
    terms = models.CharField(_("Terms of payment"), max_length=300, blank=True)
    retention = RateField(_("Retention"), default=0, help_text=_("What the customer keeps back until the warranty ends"))
    freight = MoneyField(_("Freight borne by us"), default=0)
    rebate = RateField(_("Rebate on goods"), default=0, help_text=_("Paid back later; on no invoice"))
    why = models.TextField(_("Why this price"), blank=True, help_text=_("For those who approve: what competes, what we get"))
    list_amount = MoneyField(_("At list price"), default=0, editable=False)
    net = MoneyField(_("Net amount"), default=0, editable=False)
    tax = MoneyField(_("Tax"), default=0, editable=False)
    gross = MoneyField(_("Gross amount"), default=0, editable=False)
    cost = MoneyField(_("Cost"), null=True, editable=False)
    margin = RateField(_("Gross margin"), null=True, editable=False)
    reduction = RateField(_("Discount in all"), default=0, editable=False)
    level = models.CharField(_("Price level"), max_length=2, choices=Level, default=Level.L0, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    sent_on = models.DateField(_("Sent on"), null=True, editable=False)
    answered_on = models.DateField(_("Answered on"), null=True, editable=False)
    declined_because = models.CharField(_("Reason for declining"), max_length=200, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("sale", "Quote")
        verbose_name_plural = _("Quotes")
        indexes = [
            *listed(
                "sales_qt", "updated_at", "net", "valid_until", by={"state": ("valid_until",)}, ranges=["net", "valid_until"],
                rare=["customer", "opportunity"],
            ),
            models.Index(fields=["external_ref"], name="sales_qt_ref", condition=~models.Q(external_ref="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether its figures may still change."""
        return self.state == self.State.DRAFT

    def clean(self) -> None:
        """Parts of a whole, days in order, and nothing new in what has left its draft."""
        problems: dict[str, Any] = {}
        for name in RATES:
            if told := misfit(getattr(self, name)):
                problems[name] = told
        if self.freight is not None and self.freight < 0:
            problems["freight"] = _("Less than nothing cannot be borne.")
        if self.valid_until and self.quoted_on and self.valid_until < self.quoted_on:
            problems["valid_until"] = _("The quote would lapse before it is made. Choose a later day.")
        if self.opportunity is not None and self.opportunity.customer_id not in (None, self.customer_id):
            problems["opportunity"] = _("“%(deal)s” is with another customer.") % {"deal": self.opportunity}
        left = self.loaded("state") not in (None, self.State.DRAFT)
        if left and (changed := [name for name in GIVEN if getattr(self, name) != self.loaded(name)]):
            problems |= dict.fromkeys(
                (name.removesuffix("_id") for name in changed), _("The quote is no draft any more. Make a new version of it.")
            )
        if problems:
            raise ValidationError(problems)
        if self.asked_on != self.loaded("asked_on"):
            self.due_on = self.asked_on and work_calendar().add_workdays(self.asked_on, int(value("small.quote", self.asked_on)))


GONE = (Quote.State.SUPERSEDED, Quote.State.REJECTED, Quote.State.EXPIRED)
"""What is offered no longer."""


class QuoteLine(OwnedRecord):
    """So much of a product. Price, tax and cost are those of the day on which the quote was last reckoned."""

    titled = "note"
    quote = models.ForeignKey(
        Quote, models.PROTECT, related_name="lines", db_index=False, verbose_name=pgettext_lazy("sale", "Quote")
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, related_name="+", verbose_name=_("Product")
    )
    quantity = QuantityField(_("Quantity"), default=1)
    discount = RateField(_("Discount"), default=0)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    list_price = PriceField(_("List price"), default=0, editable=False)
    price = PriceField(_("Price each"), default=0, editable=False)
    net = MoneyField(_("Net amount"), default=0, editable=False)
    tax_rate = RateField(_("Tax rate"), default=0, editable=False)
    tax = MoneyField(_("Tax"), default=0, editable=False)
    cost = PriceField(_("Unit cost"), null=True, editable=False)
    floor = PriceField(_("Floor price"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Line of a quote")
        verbose_name_plural = _("Lines of a quote")
        indexes = listed("sales_ql", "updated_at", rare=["quote"])

    def __str__(self) -> str:
        return str(self.product)

    def clean(self) -> None:
        problems: dict[str, Any] = {}
        if self.quantity is not None and self.quantity <= 0:
            problems["quantity"] = _("More than zero, please.")
        if told := misfit(self.discount):
            problems["discount"] = told
        if not self.quote.is_open:
            problems["quantity"] = _("The quote is no draft any more. Make a new version of it.")
        if problems:
            raise ValidationError(problems)
