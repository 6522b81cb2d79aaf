"""Collecting what is overdue: the steps of the ladder, statements of account, plans of repayment."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.dunning import rules
from xianji.sales.invoices.placing import is_nothing, lie_with_customer

ZERO = Decimal("0.00")


class DunningAction(OwnedRecord):
    """One step of the ladder for one receivable. Steps are done in their order, each with what proves it."""

    class Step(models.TextChoices):
        REMINDER = rules.REMINDER, _("Friendly reminder with a statement")
        NOTICE = rules.NOTICE, _("Notice that it is overdue")
        CALL = rules.CALL, _("Call; a day for payment is promised")
        VISIT = rules.VISIT, _("Visit; the balance is confirmed in writing")
        DEMAND = rules.DEMAND, _("Formal demand; deliveries stop")
        LAWYER = rules.LAWYER, _("Letter of a lawyer")
        COURT = rules.COURT, _("Court, arbitration or insurer is decided on")
        PROVISION = rules.PROVISION, _("Provision, collection agency")

    class Channel(models.TextChoices):
        CALL = "call", pgettext_lazy("channel", "Call")
        MAIL = "mail", pgettext_lazy("channel", "Mail")
        MESSAGE = "message", pgettext_lazy("channel", "Message")
        VISIT = "visit", pgettext_lazy("channel", "Visit")
        LETTER = "letter", pgettext_lazy("channel", "Registered letter")
        COURT = "court", pgettext_lazy("channel", "Court or arbitration")

    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("dunning", "To be done")
        DONE = "done", pgettext_lazy("dunning", "Done")
        SKIPPED = "skipped", pgettext_lazy("dunning", "Left out")
        SETTLED = "settled", pgettext_lazy("dunning", "Not needed any more")

    tones = {"due": "warn", "done": "ok"}
    final = (State.DONE, State.SKIPPED, State.SETTLED)
    by_itself = {State.SETTLED: _("the receivable was settled before")}
    number = NumberField(prefix="DU", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="dunning", db_index=False, verbose_name=_("Customer")
    )
    receivable = models.ForeignKey(
        "sales.Receivable", models.PROTECT, related_name="dunning", db_index=False, verbose_name=_("Receivable")
    )
    step = models.CharField(_("Step"), max_length=9, choices=Step)
    due_on = models.DateField(_("To be done by"))
    state = models.CharField(_("State"), max_length=7, choices=State, default=State.DUE, editable=False)
    done_on = models.DateField(_("Done on"), null=True, blank=True, editable=False)
    channel = models.CharField(_("Channel"), max_length=7, choices=Channel, blank=True, default="", editable=False)
    response = models.TextField(_("What the customer said"), blank=True, default="", editable=False)
    proof = models.CharField(_("Proof"), max_length=200, blank=True, default="", editable=False)
    promised_on = models.DateField(_("Promised for"), null=True, blank=True, editable=False)
    note = models.TextField(_("Note"), blank=True, default="")
    key = models.CharField(max_length=40, null=True, unique=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Step of dunning")
        verbose_name_plural = _("Steps of dunning")
        indexes = listed(
            "sales_du", "due_on", "updated_at", by={"state": (), "step": ()}, ranges=["due_on"], rare=["customer", "receivable"],
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.get_step_display()}"

    def clean(self) -> None:
        """With the customer who owes it; each step once for each receivable: those that the night opens also have a key,
        which the database keeps unique."""
        is_new = self._state.adding or (self.receivable_id, self.step) != (self.loaded("receivable_id"), self.loaded("step"))
        if is_new and self.receivable_id:
            self.customer_id = self.receivable.customer_id
        others = type(self).unscoped.filter(receivable=self.receivable_id, step=self.step).exclude(pk=self.pk)
        if is_new and self.receivable_id and others.exists():
            raise ValidationError({"step": _("This step is there already for this receivable.")})


class Statement(OwnedRecord):
    """What a customer owed at the end of a period and how it came to it, sent and confirmed by them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", pgettext_lazy("statement", "Sent")
        CONFIRMED = "confirmed", pgettext_lazy("statement", "Confirmed")
        DIFFERS = "differs", pgettext_lazy("statement", "Differs")

    tones = {"sent": "info", "confirmed": "ok", "differs": "bad"}
    final = (State.CONFIRMED,)
    number = NumberField(prefix="ST", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="statements", db_index=False, verbose_name=_("Customer")
    )
    from_on = models.DateField(pgettext_lazy("period", "From"))
    to_on = models.DateField(pgettext_lazy("period", "To"))
    opening = MoneyField(_("Owed at the beginning"), default=ZERO, editable=False)
    charged = MoneyField(_("Charged"), default=ZERO, editable=False)
    settled = MoneyField(_("Paid and credited"), default=ZERO, editable=False)
    closing = MoneyField(_("Owed at the end"), default=ZERO, editable=False)
    said = MoneyField(_("Owed, says the customer"), null=True, blank=True, editable=False)
    difference = MoneyField(_("Difference"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("Answered on"), null=True, blank=True, editable=False)
    note = models.TextField(_("Note"), blank=True, default="")
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Statement of balance")
        verbose_name_plural = _("Statements of balance")
        indexes = listed("sales_st", "to_on", "updated_at", "closing", by={"state": ()}, ranges=["to_on"], rare=["customer"])

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        lie_with_customer(self)
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValidationError({"to_on": _("The period would end before it begins. Choose a later day.")})


class RepaymentPlan(OwnedRecord):
    """An overdue sum in parts by the month, agreed with the customer and approved."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", pgettext_lazy("plan of repayment", "Approved")
        KEPT = "kept", pgettext_lazy("plan of repayment", "Kept")
        BROKEN = "broken", pgettext_lazy("plan of repayment", "Broken")

    tones = {"draft": "warn", "approved": "info", "kept": "ok", "broken": "bad"}
    final = (State.KEPT, State.BROKEN)
    by_itself = {State.KEPT: _("all of it has been paid"), State.BROKEN: _("a part of it was not paid in time")}
    number = NumberField(prefix="RP", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="repayment_plans", db_index=False, verbose_name=_("Customer")
    )
    amount = MoneyField(_("Amount"))
    first_on = models.DateField(_("First part due"))
    parts = models.PositiveSmallIntegerField(
        _("Number of monthly parts"), default=3, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    note = models.TextField(_("What was agreed"), blank=True, default="")
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Plan of repayment")
        verbose_name_plural = _("Plans of repayment")
        indexes = listed("sales_rp", "updated_at", "first_on", "amount", by={"state": ()}, rare=["customer"])

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        lie_with_customer(self)
        if is_nothing(self.amount):
            raise ValidationError({"amount": _("A plan is about more than nothing.")})
