"""Receivables: what a customer owes by a day, and every step by which it became less."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.invoices.placing import Kept, is_nothing, lie_with_customer

ZERO = Decimal("0.00")


class Receivable(OwnedRecord):
    """From an invoice, or brought in from the ledger. `balance` is what is still owed and never falls below nothing;
    `settled_on` is the day on which nothing was left."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("receivable", "Open")
        PARTLY = "partly", _("Partly paid")
        SETTLED = "settled", pgettext_lazy("receivable", "Settled")
        DISPUTED = "disputed", _("Disputed")
        WRITTEN_OFF = "written_off", _("Written off")

    tones = {"open": "info", "partly": "warn", "settled": "ok", "disputed": "bad", "written_off": "bad"}
    final = (State.SETTLED, State.WRITTEN_OFF)
    by_itself = {
        State.PARTLY: _("a payment was set against it"), State.SETTLED: _("nothing of it is owed any more"),
    }  # fmt: skip
    number = NumberField(prefix="AR", monthly=True, verbose_name=_("Number"))
    document = models.CharField(_("Invoice no."), max_length=40, blank=True, default="")
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="receivables", db_index=False, verbose_name=_("Customer")
    )
    invoice = models.ForeignKey(
        "sales.Invoice", models.PROTECT, null=True, editable=False, related_name="receivables", db_index=False,
        verbose_name=pgettext_lazy("bill", "Invoice"),
    )  # fmt: skip
    contract = models.ForeignKey(
        "sales.Contract", models.PROTECT, null=True, editable=False, related_name="receivables", verbose_name=_("Contract")
    )
    part = models.ForeignKey("sales.PaymentTerm", models.SET_NULL, null=True, editable=False, related_name="+", db_index=False)
    term = models.CharField(_("Term of payment"), max_length=80, blank=True, default="")
    issued_on = models.DateField(_("Charged on"), default=timezone.localdate)
    due_on = models.DateField(_("Due on"))
    amount = MoneyField(_("Amount"))
    balance = MoneyField(_("Still owed"), default=ZERO, editable=False)
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.OPEN, editable=False)
    settled_on = models.DateField(pgettext_lazy("receivable", "Settled on"), null=True, blank=True, editable=False)
    promised_on = models.DateField(_("Promised for"), null=True, blank=True, editable=False)
    broken_on = models.DateField(_("Promise broken on"), null=True, blank=True, editable=False)
    disputed_because = models.CharField(_("Disputed because"), max_length=200, blank=True, default="", editable=False)
    provision = MoneyField(_("Provision of its own"), null=True, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Receivable")
        verbose_name_plural = _("Receivables")
        constraints = [Kept(condition=models.Q(balance__gte=0), name="sales_ar_never_below_nothing")]
        indexes = [
            *listed(
                "sales_ar", "due_on", "updated_at", "balance", "amount", "issued_on", "promised_on", by={"state": ()},
                ranges=["due_on", "balance", "issued_on", "promised_on"], rare=["customer", "invoice"],
            ),
            models.Index(fields=["settled_on", "issued_on", "due_on"], name="sales_ar_open_at"),
            models.Index(fields=["document"], name="sales_ar_document", condition=~models.Q(document="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """A new one is owed whole; its amount is put right only while all of it is owed and no invoice stands behind it."""
        lie_with_customer(self)
        if self._state.adding:
            self.balance = self.amount
        elif self.amount != self.loaded("amount"):
            if self.invoice_id is not None or self.loaded("balance") != self.loaded("amount"):
                raise ValidationError({"amount": _("Part of it is paid, or an invoice says so. Credit it instead.")})
            self.balance = self.amount
        if is_nothing(self.amount):
            raise ValidationError({"amount": _("A receivable is more than nothing.")})
        if self.due_on and self.issued_on and self.due_on < self.issued_on:
            raise ValidationError({"due_on": _("It would be due before it was charged. Choose a later day.")})


class Allocation(models.Model):
    """What took from a receivable, written once: part of a payment, a credit note, a write-off, or what the ledger knew. One
    that was taken back has a second row with the opposite sign, so that each day stays as it was."""

    class Kind(models.TextChoices):
        PAYMENT = "payment", pgettext_lazy("allocation", "Payment")
        CREDIT = "credit", _("Credit note")
        WRITE_OFF = "write_off", _("Write-off")
        BROUGHT = "brought", _("Settled in the ledger")

    receivable = models.ForeignKey(Receivable, models.PROTECT, related_name="allocations", db_index=False)
    payment = models.ForeignKey("sales.Payment", models.PROTECT, null=True, related_name="allocations", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.PAYMENT)
    amount = MoneyField(_("Amount"))
    on = models.DateField(_("Date"))
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone")
    by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Allocation")
        verbose_name_plural = _("Allocations")
        ordering = ["on", "pk"]
        indexes = [
            models.Index(fields=["receivable", "on"], name="sales_al_receivable"),
            models.Index(fields=["payment", "id"], name="sales_al_payment"),
            models.Index(fields=["on", "kind"], name="sales_al_on"),
        ]
