"""What somebody did to many records at once: with what, to which, how far it is, and what was left out."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit import registry


class Bulk(models.Model):
    """One deed for many records. `key` stands in the journal entry of each; `last` is the highest id that was dealt with,
    written in the transaction of its part, so that nothing is done twice whoever begins again."""

    key = models.CharField(max_length=32, unique=True)
    label = models.CharField(_("Object"), max_length=80)
    deed = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    asked = models.JSONField(null=True)
    """The words of the list's address; None where single records were ticked."""
    ids = models.JSONField(default=list)
    source = models.CharField(max_length=40, default="web")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", db_index=False)
    job = models.ForeignKey("kit.Job", models.SET_NULL, null=True, related_name="+")
    undoes = models.ForeignKey("self", models.CASCADE, null=True, related_name="undone")
    seen_at = models.DateTimeField()
    """What was changed after this moment had not been seen by the one who asked."""
    last = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("When"), default=timezone.now)
    stopped_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Deed for many records")
        verbose_name_plural = _("Deeds for many records")
        indexes = [
            models.Index(fields=["user", "-id"], name="kit_bulk_user"),
            models.Index(fields=["created_at"], name="kit_bulk_age"),
        ]

    @property
    def resource(self) -> Any:
        return registry.resource_of(self.label)

    @property
    def address(self) -> str:
        return f"{self.resource.path}bulk/{self.key}"

    @property
    def gone_through(self) -> int:
        """Records that were dealt with, whatever came of it."""
        return self.done + self.same + self.refused

    @property
    def state(self) -> str:
        """waiting, running, done, stopped or failed."""
        if self.ended_at or self.stopped_at:
            return "done" if self.ended_at else "stopped"
        return self.job.state if self.job is not None else "running"

    @property
    def is_open(self) -> bool:
        return self.state in {"waiting", "running"}


class LeftOut(models.Model):
    """A record that was refused: by which rule, and what was given."""

    bulk = models.ForeignKey(Bulk, models.CASCADE, related_name="left_out", db_index=False)
    record_id = models.BigIntegerField()
    title = models.CharField(_("Record"), max_length=200)
    rule = models.CharField(pgettext_lazy("refusal", "Rule"), max_length=60)
    field = models.CharField(_("Field"), max_length=80, blank=True)
    given = models.CharField(_("Value given"), max_length=200, blank=True)
    message = models.CharField(_("Why it was refused"), max_length=1000)

    class Meta:
        verbose_name = _("Record left out")
        indexes = [models.Index(fields=["bulk", "id"], name="kit_left_bulk")]
