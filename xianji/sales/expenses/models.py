"""Expenses of selling: what was spent on whom, with its receipts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.expenses import rules


class Expense(OwnedRecord):
    """Spent by its owner, tax within; for a gift or hospitality it says who got it. Receipts are its files."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("Travel")
        ENTERTAIN = "entertain", _("Hospitality")
        GIFT = "gift", _("Gift")
        PROMOTION = "promotion", _("Promotion")
        SAMPLE = "sample", pgettext_lazy("expense", "Sample")
        COMMISSION = "commission", pgettext_lazy("expense", "Commission to others")
        FREIGHT = "freight", _("Freight")
        OTHER = "other", pgettext_lazy("expense", "Other")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", pgettext_lazy("expense", "Submitted")
        APPROVED = "approved", pgettext_lazy("expense", "Approved")
        PAID = "paid", pgettext_lazy("expense", "Paid")
        REJECTED = "rejected", pgettext_lazy("expense", "Rejected")

    tones = {"submitted": "info", "approved": "ok", "rejected": "bad", "draft": "warn"}
    final = (State.PAID,)
    number = NumberField(prefix="EX", monthly=True, verbose_name=_("Number"))
    kind = models.CharField(pgettext_lazy("expense", "Kind"), max_length=10, choices=Kind)
    spent_on = models.DateField(_("Spent on"), default=timezone.localdate)
    amount = MoneyField(_("Amount"))
    tax = MoneyField(_("Tax within"), null=True, blank=True)
    purpose = models.CharField(pgettext_lazy("expense", "What for"), max_length=300)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    visit = models.ForeignKey(
        "sales.Visit", models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name=_("Visit"), db_index=False
    )
    campaign = models.ForeignKey(
        "customers.Campaign", models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name=_("Campaign"),
        db_index=False,
    )  # fmt: skip
    recipients = models.CharField(
        _("Who got it"), max_length=300, blank=True, help_text=_("For gifts and hospitality: names and firm")
    )
    heads = models.PositiveSmallIntegerField(_("Number of persons"), default=1, validators=[MinValueValidator(1)])
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT, editable=False)
    paid_on = models.DateField(_("Paid on"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Expense")
        verbose_name_plural = _("Expenses")
        indexes = listed(
            "sales_ex", "updated_at", "spent_on", "amount", by={"state": (), "kind": ()}, ranges=["spent_on", "amount"],
            rare=["customer", "visit", "campaign"],
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """Something was spent, with its tax within; what was got by others says by whom."""
        problems: dict[str, Any] = {}
        if self.amount is not None and self.amount <= 0:
            problems["amount"] = _("More than zero, please.")
        elif self.tax is not None and self.amount is not None and not 0 <= self.tax <= self.amount:
            problems["tax"] = _("The tax is a part of the amount. Correct one of them first.")
        if self.spent_on and self.spent_on > timezone.localdate() and self.spent_on != self.loaded("spent_on"):
            problems["spent_on"] = _("What has not happened yet cannot be noted.")
        if self.kind in rules.REGISTERED and not self.recipients.strip():
            problems["recipients"] = _("A gift or hospitality says who got it: it goes into the register.")
        if problems:
            raise ValidationError(problems)
