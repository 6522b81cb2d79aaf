"""Activities: what was said and done about any record."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Activity(OwnedRecord):
    """A call, note, meeting or mail about a record of any kind; seen by those who may see that record."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call")
        NOTE = "note", _("Note")
        MEETING = "meeting", _("Meeting")
        MAIL = "mail", _("Mail")

    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.NOTE)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    at = models.DateTimeField(_("When"), default=timezone.now)
    minutes = models.PositiveIntegerField(_("Minutes"), null=True, blank=True)
    about_label = models.CharField(max_length=80, editable=False)
    about_id = models.BigIntegerField(editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Activity")
        verbose_name_plural = _("Activities")
        indexes = [
            *listed("workspace_a", "at"),
            models.Index(fields=["about_label", "about_id", "-at"], name="workspace_about"),
        ]

    def __str__(self) -> str:
        return self.subject
