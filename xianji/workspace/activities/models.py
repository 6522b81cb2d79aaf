"""Activities: what was said and done about any record."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Activity(OwnedRecord):
    """A call, note, meeting or mail about a record of any kind. It belongs to its author: lists show it in the author's
    scope; the timeline of its record shows it to everybody who may see that record."""

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
    about_label = models.CharField(_("About a"), max_length=80, editable=False, blank=True, default="")
    about_id = models.BigIntegerField(_("About"), editable=False, null=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Activity")
        verbose_name_plural = _("Activities")
        indexes = [
            *listed("workspace_a", "at", by={"kind": ()}),
            models.Index(fields=["about_label", "about_id", "-at"], name="workspace_about"),
        ]

    icons = {"call": "phone", "note": "notes", "meeting": "users", "mail": "mail"}

    def __str__(self) -> str:
        return self.subject
