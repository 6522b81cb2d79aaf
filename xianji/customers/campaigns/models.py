"""Campaigns: fairs, web, telephone and referrals that bring leads, with what they were to cost and bring."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Campaign(OwnedRecord):
    """Something done to be found by those who may buy."""

    class Channel(models.TextChoices):
        EVENT = "event", _("Fair or event")
        WEB = "web", _("Web")
        PHONE = "phone", pgettext_lazy("channel", "Telephone")
        REFERRAL = "referral", _("Referral")
        PARTNER = "partner", pgettext_lazy("channel", "Partner")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("campaign", "Planned")
        APPROVED = "approved", pgettext_lazy("campaign", "Approved")
        RUNNING = "running", pgettext_lazy("campaign", "Running")
        ENDED = "ended", pgettext_lazy("campaign", "Ended")
        REVIEWED = "reviewed", pgettext_lazy("campaign", "Reviewed")

    tones = {"approved": "info", "running": "ok", "ended": "warn"}
    final = (State.REVIEWED,)
    number = NumberField(prefix="CM", monthly=True, width=2, verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=160)
    channel = models.CharField(pgettext_lazy("campaign", "Channel"), max_length=8, choices=Channel)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PLANNED, editable=False)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"))
    segment = models.CharField(_("Whom it is for"), max_length=200, blank=True)
    script = models.TextField(_("Telephone script"), blank=True)
    budget = MoneyField(_("Budget"))
    cost = MoneyField(_("Actual cost"), null=True, blank=True)
    lead_goal = models.PositiveIntegerField(_("Leads wanted"), null=True, blank=True)
    qualified_goal = models.PositiveIntegerField(_("Qualified leads wanted"), null=True, blank=True)
    invited = models.PositiveIntegerField(_("Invited"), null=True, blank=True)
    attended = models.PositiveIntegerField(_("Attended"), null=True, blank=True)
    responded = models.PositiveIntegerField(_("Responded"), null=True, blank=True)
    review = models.TextField(_("What was learnt"), blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Campaign")
        verbose_name_plural = _("Campaigns")
        indexes = listed("customers_cm", "updated_at", "starts_on", "ends_on", "budget", by={"state": (), "channel": ()})

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """It ends no earlier than it begins, and no more answer or come than were asked."""
        found: dict[str, Any] = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            found["ends_on"] = _("The last day lies before the first.")
        for name in ("attended", "responded"):
            count = getattr(self, name)
            if self.invited is not None and count is not None and count > self.invited:
                found[name] = _("More than the %(count)s who were invited.") % {"count": self.invited}
        if found:
            raise ValidationError(found)
