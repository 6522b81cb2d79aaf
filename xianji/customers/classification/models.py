"""The class of a customer: each result with what it followed from, and the classes that people set for a while."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class ClassificationResult(models.Model):
    """One answer of the tables, from the day it was first given until another took its place. Derived: it has no journal of
    its own, stands beside the customer whose id it carries, and is read through the customer alone."""

    customer_id = models.BigIntegerField()
    as_of = models.DateField()
    until = models.DateField(null=True)
    facts = models.JSONField()
    parts = models.JSONField()
    """{factor: points}"""
    points = models.PositiveSmallIntegerField()
    is_complete = models.BooleanField()
    size = models.CharField(max_length=8, blank=True)
    shown = models.CharField(max_length=9)
    points_version = models.PositiveIntegerField()
    size_version = models.PositiveIntegerField()
    points_rows = models.CharField(max_length=200)
    size_rows = models.CharField(max_length=40, blank=True)
    """Empty where no table decided: somebody set the class, or it is the estimate that was typed."""
    override = models.ForeignKey("customers.ClassOverride", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer_id", "as_of"], name="customers_class_once")]
        indexes = [models.Index(fields=["customer_id"], name="customers_class_now", condition=models.Q(until=None))]


class ClassOverride(OwnedRecord):
    """A class that somebody set by hand: with a reason, agreed to by another, and never for ever."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("exception", "Asked for")
        HOLDS = "holds", _("Holds")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", pgettext_lazy("class", "Ended")

    final = (State.REFUSED, State.ENDED)
    tones = {"asked": "warn", "holds": "ok", "refused": "bad"}
    bars = Customer.bars
    number = NumberField(prefix="CO", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="class_overrides", verbose_name=_("Customer"), db_index=False
    )
    size = models.CharField(_("Size"), max_length=8, choices=Customer.Size)
    reason = models.TextField(_("Reason"))
    holds_from = models.DateField(_("From"), null=True, editable=False)
    until_on = models.DateField(_("Until"), default=timezone.localdate)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.ASKED, editable=False)
    approver = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Decided by")
    )

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Class set by hand")
        verbose_name_plural = _("Classes set by hand")
        indexes = listed(
            "customers_co", "created_at", "until_on", by={"state": (), "size": ()}, rare=["customer"]
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_size_display()}"
