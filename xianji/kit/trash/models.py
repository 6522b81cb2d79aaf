"""What lies in the trash: one narrow row a record, so that nobody reads a whole table to find it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trashed(models.Model):
    """There as long as the record is deleted; the record itself says by whom and when."""

    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("Record in the trash")
        constraints = [models.UniqueConstraint(fields=["label", "record_id"], name="kit_trashed_once")]
        indexes = [models.Index(fields=["label", "-id"], name="kit_trashed_last")]
