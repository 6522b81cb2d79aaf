"""A file that belongs to a record of any kind: what it is called, what it is, where its bytes lie."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """Seen by whoever sees its record. `name` is what people call it, `place` what the disk calls it; nobody's name comes
    near the disk."""

    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Kind"), max_length=10)
    size = models.PositiveBigIntegerField(_("Size"))
    digest = models.CharField(max_length=64)
    place = models.CharField(max_length=32, unique=True)
    added_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Added by"))
    added_at = models.DateTimeField(_("Added"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("Deleted"), null=True)

    class Meta:
        verbose_name = _("File")
        verbose_name_plural = _("Files")
        indexes = [
            models.Index(fields=["label", "record_id", "-id"], condition=models.Q(deleted_at=None), name="kit_file_record")
        ]

    def __str__(self) -> str:
        return self.name


class DraftFile(models.Model):
    """A file given with a form that is not saved yet; only who gave it meets it. It becomes the record's when there is one,
    and goes when the draft does."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    form = models.CharField(max_length=100)
    key = models.CharField(max_length=32)
    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Kind"), max_length=10)
    size = models.PositiveBigIntegerField(_("Size"))
    digest = models.CharField(max_length=64)
    place = models.CharField(max_length=32, unique=True)
    added_at = models.DateTimeField(_("Added"), auto_now_add=True)

    class Meta:
        verbose_name = _("File of a draft")
        indexes = [
            models.Index(fields=["user", "form", "key"], name="kit_draft_file"),
            models.Index(fields=["added_at"], name="kit_draft_file_age"),
        ]

    def __str__(self) -> str:
        return self.name
