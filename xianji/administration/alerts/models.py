"""Alerts: something happened with customer data that somebody has to look into."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Alert(OwnedRecord):
    """Made by the watch, once a person, day and cause; its owner leads the person and says what it was."""

    class Kind(models.TextChoices):
        BULK = "bulk", _("Many files looked at")
        EXPORTS = "exports", _("Many exports")
        HOURS = "hours", _("Export outside working hours")
        DECOY = "decoy", _("Decoy touched")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("alert", "Open")
        HARMLESS = "harmless", _("Harmless")
        INCIDENT = "incident", _("Incident")

    final = (State.HARMLESS, State.INCIDENT)
    tones = {"open": "warn", "harmless": "ok", "incident": "bad"}
    number = NumberField(prefix="SA", monthly=True, verbose_name=_("Number"))
    kind = models.CharField(_("Cause"), max_length=8, choices=Kind, editable=False)
    person = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Person"), editable=False, db_index=False
    )
    on = models.DateField(_("Day"), default=timezone.localdate, editable=False)
    count = models.PositiveIntegerField(_("How many"), default=1, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPEN, editable=False)
    finding = models.CharField(_("What it was"), max_length=500, blank=True, editable=False)
    looked_on = models.DateField(_("Looked into"), null=True, editable=False)
    about_label = models.CharField(_("About a"), max_length=80, editable=False, blank=True, default="")
    about_id = models.BigIntegerField(_("About"), editable=False, null=True)
    key = models.CharField(max_length=120, null=True, unique=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Security alert")
        verbose_name_plural = _("Security alerts")
        indexes = listed("administration_a", "on", "number", by={"state": (), "kind": ()}, rare=["person"])

    def __str__(self) -> str:
        return self.number
