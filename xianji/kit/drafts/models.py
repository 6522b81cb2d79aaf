"""What somebody has typed into a form and not saved yet."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.fields import EncryptedField


class Draft(models.Model):
    """Only its writer meets it. No record and in no journal: nothing has been done with it yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=100)
    """`customers.customer` for a new one, `customers.customer:12` for a stored one."""
    key = models.CharField(max_length=32)
    """One form that was opened; two windows do not overwrite each other."""
    text = EncryptedField()
    kept_at = models.DateTimeField(_("Kept"))

    class Meta:
        verbose_name = _("Draft")
        verbose_name_plural = _("Drafts")
        constraints = [models.UniqueConstraint(fields=["user", "form", "key"], name="kit_draft_once")]
        indexes = [models.Index(fields=["kept_at"], name="kit_draft_age")]
