"""Touches: each time a lead or customer was called, written to or met, and what came of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Touch(OwnedRecord):
    """One attempt to reach a lead or a customer. It belongs to whoever tried."""

    class Channel(models.TextChoices):
        CALL = "call", _("Call")
        SMS = "sms", _("Text message")
        MAIL = "mail", _("Mail")
        WECHAT = "wechat", _("WeChat")
        MEETING = "meeting", _("Meeting")
        WEB = "web", _("Web")

    class Direction(models.TextChoices):
        OUT = "out", pgettext_lazy("touch", "We to them")
        IN = "in", pgettext_lazy("touch", "They to us")

    class Outcome(models.TextChoices):
        CONNECTED = "connected", pgettext_lazy("touch", "Reached")
        NO_ANSWER = "no_answer", pgettext_lazy("touch", "No answer")
        REFUSED = "refused", pgettext_lazy("touch", "Refused")
        CALLBACK = "callback", pgettext_lazy("touch", "Call back")

    tones = {"connected": "ok", "refused": "bad", "callback": "info"}
    number = NumberField(prefix="TC", monthly=True, verbose_name=_("Number"))
    lead = models.ForeignKey(
        "customers.Lead", models.PROTECT, null=True, blank=True, related_name="touches", verbose_name=_("Lead"), db_index=False
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="touches", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="touches", verbose_name=_("Contact"),
    )  # fmt: skip
    channel = models.CharField(pgettext_lazy("touch", "Channel"), max_length=8, choices=Channel, default=Channel.CALL)
    direction = models.CharField(_("Direction"), max_length=3, choices=Direction, default=Direction.OUT)
    at = models.DateTimeField(_("When"), default=timezone.now)
    seconds = models.PositiveIntegerField(_("Seconds"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=10, choices=Outcome)
    note = models.TextField(_("Note"), blank=True)
    next_step_at = models.DateTimeField(_("Next step on"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Touch")
        verbose_name_plural = _("Touches")
        indexes = listed("customers_t", "at", by={"outcome": (), "channel": ()}, rare=["lead", "customer"])

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """What has not happened has no outcome."""
        if self.at and self.at > timezone.now():
            raise ValidationError({"at": _("What has not happened yet is a next step.")})
