"""Whom another program hears of, and what became of each word to it."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.fields import EncryptedField
from xianji.kit.webhooks import addresses
from xianji.org.records import Record

EVENTS = ("create", "change", "delete", "restore", "hand_over", "import", "import_change", "undo_import", "merge", "unmerge")
"""What can happen to every object; its own verbs come on top."""


def kinds() -> list[tuple[str, Any]]:
    """The objects that can be heard of."""
    return [(label, resource.title) for label, resource in registry.resources.items()]


def events_of(kind: str) -> list[str]:
    """All that can happen to an object of this kind."""
    own = [action.name for action in registry.resource_of(kind).verbs()] if kind in registry.resources else []
    return list(dict.fromkeys([*EVENTS, *own]))


class Webhook(Record):
    """An address that is told what happens to one kind of object, as far as the person named may see it."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("webhook", "No secret yet")
        ACTIVE = "active", pgettext_lazy("webhook", "On")
        OFF = "off", pgettext_lazy("webhook", "Off")
        BROKEN = "broken", pgettext_lazy("webhook", "Given up")

    tones = {"draft": "warn", "active": "ok", "broken": "bad"}
    by_itself = {State.BROKEN: _("Too many deliveries failed in a row.")}
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(_("Object"), max_length=80, choices=kinds)
    verbs = models.CharField(
        _("Events"), max_length=300, blank=True,
        validators=[RegexValidator(r"^[a-z0-9_]+( *, *[a-z0-9_]+)*$", _("Write names of events with commas between."))],
        help_text=_("Such as create, win, with commas between. Empty: everything that happens to the object."),
    )  # fmt: skip
    url = models.URLField(
        _("Address"), max_length=500, help_text=_("Called with POST; it must be https and lie in the public internet.")
    )
    person = models.ForeignKey(
        "org.Person", models.PROTECT, related_name="+", verbose_name=_("With the rights of"),
        help_text=_("Only what this person may see is sent."),
    )  # fmt: skip
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    secret = EncryptedField("secret", blank=True, default="", editable=False)
    position = models.BigIntegerField("position", default=0, editable=False)
    since = models.BigIntegerField("since", default=0, editable=False)
    failures = models.PositiveSmallIntegerField("failures", default=0, editable=False)
    rests_until = models.DateTimeField("rests until", null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Webhook")
        verbose_name_plural = _("Webhooks")

    def __str__(self) -> str:
        return self.name

    @property
    def events(self) -> list[str]:
        """The events it hears of."""
        return [one.strip() for one in self.verbs.split(",") if one.strip()] or events_of(self.kind)

    def clean(self) -> None:
        known = events_of(self.kind)
        if wrong := [one for one in self.events if one not in known]:
            told = gettext("“%(event)s” does not happen to this object. Possible: %(events)s.")
            raise ValidationError({"verbs": told % {"event": wrong[0], "events": ", ".join(known)}})
        try:
            addresses.read(self.url)
        except addresses.Closed as problem:
            raise ValidationError({"url": str(problem)}) from problem


class Delivery(models.Model):
    """One word to one address. What was sent is not kept: who may look at this list may not see every record."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
        DONE = "done", pgettext_lazy("delivery", "Delivered")
        FAILED = "failed", pgettext_lazy("delivery", "Failed")
        SKIPPED = "skipped", pgettext_lazy("delivery", "Not for this person")

    tones = {"waiting": "info", "done": "ok", "failed": "bad"}
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.UUIDField(default=uuid.uuid4, unique=True)
    verb = models.CharField(_("Event"), max_length=60)
    record_id = models.BigIntegerField(_("Record"), null=True)
    entry_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("When"), default=timezone.now)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.WAITING)
    rounds = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(null=True)
    took = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Delivery")
        verbose_name_plural = _("Deliveries")
        indexes = [
            models.Index(fields=["webhook", "-id"], name="kit_delivery_webhook"),
            models.Index(fields=["at"], name="kit_delivery_at"),
        ]

    @property
    def tone(self) -> str:
        return self.tones.get(self.state, "")
