"""News about a customer: what the register, the courts or the street say, looked at in time and answered."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class AccountEvent(OwnedRecord):
    """Something that happened to a customer. It is looked at within days; grave news also leads to a look at the credit."""

    class Kind(models.TextChoices):
        REGISTRY = "registry", _("Entry in the register")
        LITIGATION = "litigation", _("Lawsuit")
        MANAGEMENT = "management", _("Change of management")
        MERGER = "merger", _("Merger or acquisition")
        RELOCATION = "relocation", _("Relocation")
        PAYMENT = "payment", _("Late payment")
        OTHER = "other", pgettext_lazy("news", "Other")

    class Severity(models.TextChoices):
        LOW = "low", pgettext_lazy("news", "Low")
        MEDIUM = "medium", pgettext_lazy("news", "Medium")
        HIGH = "high", pgettext_lazy("news", "Grave")

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("news", "New")
        TRIAGED = "triaged", pgettext_lazy("news", "Looked at")
        ACTIONED = "actioned", pgettext_lazy("news", "Answered")

    final = (State.ACTIONED,)
    tones = {"new": "warn", "triaged": "info", "actioned": "ok", "high": "bad"}
    number = NumberField(prefix="AE", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="events", verbose_name=_("Customer"), db_index=False
    )
    subject = models.CharField(pgettext_lazy("news", "What happened"), max_length=200)
    kind = models.CharField(pgettext_lazy("news", "Kind"), max_length=10, choices=Kind)
    severity = models.CharField(_("Severity"), max_length=6, choices=Severity, default=Severity.MEDIUM)
    happened_on = models.DateField(_("Happened"), default=timezone.localdate)
    heard_from = models.CharField(_("Heard from"), max_length=200, blank=True)
    text = models.TextField(_("Details"), blank=True)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.NEW, editable=False)
    triaged_at = models.DateTimeField(_("Looked at on"), null=True, editable=False)
    meaning = models.TextField(_("What it means"), blank=True, editable=False)
    answer = models.TextField(_("What was done"), blank=True, editable=False)
    credit_checked_on = models.DateField(_("Credit looked at"), null=True, editable=False)
    credit_outcome = models.TextField(_("What the credit comes to"), blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("News about a customer")
        verbose_name_plural = _("News about customers")
        indexes = listed(
            "customers_ae", "happened_on", "updated_at", by={"state": (), "severity": ()}, rare=["customer"]
        )

    def __str__(self) -> str:
        return self.subject
