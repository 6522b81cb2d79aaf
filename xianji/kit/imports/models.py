"""What was imported, from which file, how it was understood, and what it takes to undo it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """One import: dry run or done, with its report; the whole can be taken back."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        DONE = "done", _("Imported")
        REFUSED = "refused", _("Refused")
        UNDONE = "undone", _("Taken back")

    key = models.CharField(max_length=32, unique=True)
    label = models.CharField(_("Object"), max_length=80)
    file_name = models.CharField(_("File"), max_length=255)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="imports/", blank=True)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("When"), auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    @property
    def address(self) -> str:
        return f"/import/{self.key}"

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        indexes = [models.Index(fields=["user", "-id"], name="kit_batch_user")]


class Recollection(models.Model):
    """How a file with these headings was mapped last time, so that it need not be said again."""

    label = models.CharField(max_length=80)
    headings = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Remembered mapping")
        constraints = [models.UniqueConstraint(fields=["label", "headings"], name="kit_recollection_once")]
