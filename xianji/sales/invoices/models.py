"""Invoices and credit notes: what was asked for, issued under a number of the tax office, and taken back."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, RateField
from xianji.kit.indexes import listed
from xianji.kit.shares import misfit
from xianji.org.records import OwnedRecord
from xianji.sales.invoices.placing import Once, lie_with_customer, must_be_new, must_be_theirs, must_stand


class Invoice(OwnedRecord):
    """Asked for by sales, issued by finance; one that `credits` another is a credit note and takes from it."""

    class Kind(models.TextChoices):
        CN_SPECIAL = "cn_special", _("VAT special invoice")
        CN_NORMAL = "cn_normal", _("VAT normal invoice")
        TW_EINV = "tw_einv", _("Electronic invoice (Taiwan)")
        HK_INV = "hk_inv", _("Commercial invoice (Hong Kong)")

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("invoice", "Asked for")
        ISSUED = "issued", pgettext_lazy("invoice", "Issued")
        REVERSED = "reversed", pgettext_lazy("invoice", "Taken back")

    tones = {"requested": "warn", "issued": "ok", "reversed": "bad"}
    final = (State.REVERSED,)
    number = NumberField(prefix="IV", monthly=True, verbose_name=_("Number"))
    external_no = models.CharField(_("Invoice no."), max_length=40, blank=True, default="")
    kind = models.CharField(pgettext_lazy("invoice", "Kind"), max_length=10, choices=Kind, default=Kind.CN_SPECIAL)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="invoices", db_index=False, verbose_name=_("Customer")
    )
    contract = models.ForeignKey(
        "sales.Contract", models.PROTECT, null=True, blank=True, related_name="invoices", db_index=False,
        verbose_name=_("Contract"), help_text=_("Its terms of payment say what falls due when."),
    )  # fmt: skip
    order = models.ForeignKey(
        "sales.Order", models.PROTECT, null=True, blank=True, related_name="invoices", db_index=False,
        verbose_name=pgettext_lazy("sale", "Order"),
    )  # fmt: skip
    credits = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="credit_notes", db_index=False,
        verbose_name=_("Credit note for"),
    )  # fmt: skip
    issued_on = models.DateField(_("Issued on"), null=True, blank=True, editable=False)
    due_on = models.DateField(
        _("Due on"), null=True, blank=True, help_text=_("Empty: after the usual days, or as the contract says.")
    )
    net = MoneyField(_("Net of tax"), default=Decimal("0.00"), editable=False)
    tax = MoneyField(_("Tax"), default=Decimal("0.00"), editable=False)
    gross = MoneyField(_("With tax"), default=Decimal("0.00"), editable=False)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.REQUESTED, editable=False)
    reason = models.CharField(_("Why it was taken back"), max_length=200, blank=True, default="", editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("bill", "Invoice")
        verbose_name_plural = pgettext_lazy("bill", "Invoices")
        constraints = [Once(fields=["external_no"], name="sales_iv_external", condition=~models.Q(external_no=""))]
        indexes = listed(
            "sales_iv", "updated_at", "issued_on", "gross", by={"state": ()}, ranges=["issued_on"],
            rare=["customer", "contract", "order"],
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """It lies where its customer lies, whoever enters it, under the contract of its order; once issued it stands."""
        lie_with_customer(self)
        if self.contract_id is None and self.order is not None:
            self.contract_id = self.order.contract_id
        must_be_theirs(self, "contract", "order")
        must_stand(self, self.State.REQUESTED, ("customer_id", "contract_id", "order_id", "kind", "due_on"))
        must_be_new(self, "external_no")


class InvoiceLine(OwnedRecord):
    """What is charged at one rate of tax; the tax of a rate is rounded once for the whole invoice."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines", verbose_name=pgettext_lazy("bill", "Invoice"))
    what = models.CharField(_("What for"), max_length=160)
    net = MoneyField(_("Net of tax"))
    rate = RateField(_("Rate of tax"), help_text=_("0.13 is 13 %"))

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Line of an invoice")
        verbose_name_plural = _("Lines of an invoice")
        indexes = listed("sales_il", "updated_at")

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        """A line may take off, but its tax is a part of a whole."""
        if told := misfit(self.rate):
            raise ValidationError({"rate": told})
