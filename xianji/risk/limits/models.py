"""Credit limits: how much a customer may owe us, for good, for some days or for one contract."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import ALIVE, listed
from xianji.lib import money
from xianji.org.records import OwnedRecord
from xianji.risk.standing.placing import lie_with

ONE_STANDARD, ONE_PROJECT = "risk_cl_one_standard", "risk_cl_one_project"


class CreditLimit(OwnedRecord):
    """Granted by those whom the table names. It lies where the customer lies."""

    class Kind(models.TextChoices):
        STANDARD = "standard", pgettext_lazy("limit", "Standard")
        TEMPORARY = "temporary", pgettext_lazy("limit", "Temporary")
        PROJECT = "project", pgettext_lazy("limit", "Project")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        APPROVED = "approved", pgettext_lazy("limit", "Approved")
        ACTIVE = "active", pgettext_lazy("limit", "Holds")
        FROZEN = "frozen", pgettext_lazy("limit", "Frozen")
        EXPIRED = "expired", pgettext_lazy("limit", "Expired")
        REVOKED = "revoked", pgettext_lazy("limit", "Revoked")

    tones = {"draft": "warn", "review": "info", "approved": "info", "active": "ok", "frozen": "bad", "revoked": "bad"}
    final = (State.EXPIRED, State.REVOKED)
    by_itself = {State.EXPIRED: _("Its last day is over, its contract is paid, or another limit has taken its place.")}
    doubles = {
        ONE_STANDARD: _("A standard limit of this customer holds already. Take that one away first."),
        ONE_PROJECT: _("A limit of this contract holds already. Take that one away first."),
    }  # fmt: skip
    number = NumberField(prefix="CL", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="credit_limits", verbose_name=_("Customer"), db_index=False
    )
    kind = models.CharField(pgettext_lazy("limit", "Kind"), max_length=9, choices=Kind, default=Kind.TEMPORARY)
    assessment = models.ForeignKey(
        "risk.CreditAssessment", models.PROTECT, null=True, editable=False, related_name="limits",
        verbose_name=_("Credit assessment"), db_index=False,
    )  # fmt: skip
    contract_key = models.PositiveBigIntegerField(_("Contract (id)"), null=True, blank=True)
    """Of the chapter above; a project limit is bound to it."""
    contract_no = models.CharField(_("Contract"), max_length=60, blank=True)
    gross = MoneyField(_("Contract, with tax"), null=True, blank=True)
    advance = MoneyField(_("Advance before shipment"), null=True, blank=True)
    amount = MoneyField(_("Amount"), default=0, help_text=_("Of a project what is left after the advance, to the cent"))
    from_on = models.DateField(_("From"), default=timezone.localdate)
    to_on = models.DateField(_("Until"), null=True, blank=True)
    reason = models.TextField(pgettext_lazy("limit", "Why"), blank=True)
    used = MoneyField(_("Used"), default=0, editable=False)
    """By the contract of a project; of the others the standing tells."""
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    ended_because = models.CharField(_("Why it ended"), max_length=200, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Credit limit")
        verbose_name_plural = _("Credit limits")
        indexes = [
            *listed(
                "risk_cl", "from_on", "updated_at", "amount", "to_on", by={"state": (), "kind": ()}, ranges=["amount", "to_on"],
                rare=["customer"],
            ),
            models.Index(fields=["contract_key"], name="risk_cl_contract", condition=models.Q(contract_key__isnull=False)),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(kind="standard", state__in=["active", "frozen"]) & ALIVE,
                name=ONE_STANDARD,
            ),
            models.UniqueConstraint(
                fields=["contract_key"], condition=models.Q(kind="project", state__in=["active", "frozen"]) & ALIVE,
                name=ONE_PROJECT,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def validate_constraints(self, exclude: Any = None) -> None:
        """The verbs make room before they store, and the database sees to it that there is one."""

    def clean(self) -> None:
        """It lies where the customer lies, grants no less than nothing, and ends after it began; that of a project is what its
        contract leaves open, to the cent."""
        if self.customer_id is not None and self.loaded("customer_id") != self.customer_id:
            lie_with(self, self.customer)
        if self.kind == self.Kind.PROJECT and self.gross is not None and self.advance is not None:
            self.amount = money.minus(self.gross, self.advance)
        problems: dict[str, Any] = {}
        if self.amount is not None and self.amount < 0:
            problems["amount"] = _("“%(value)s” is less than nothing. Type 0 or more.") % {"value": self.amount}
        if self.to_on and self.from_on and self.to_on < self.from_on:
            problems["to_on"] = _("The limit would end before it begins. Choose a later day.")
        if problems:
            raise ValidationError(problems)
