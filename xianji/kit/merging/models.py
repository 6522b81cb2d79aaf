"""Which record went into which, and what went with it: the way from the old number to the new, and the way back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.fields import EncryptedField


class Merged(models.Model):
    """One row a record that was merged into another of its kind. `key` stands in the journal of both and is the same for all
    that were merged at once; `number` is how the record was called; `moved` holds what went along, `values` what the
    survivor said before and afterwards."""

    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    survivor_id = models.BigIntegerField()
    key = models.CharField(max_length=32)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    moved = models.JSONField(default=dict)
    values = EncryptedField(default="", blank=True)
    at = models.DateTimeField(_("When"), auto_now_add=True)

    class Meta:
        verbose_name = _("Merged record")
        constraints = [models.UniqueConstraint(fields=["label", "record_id"], name="kit_merged_once")]
        indexes = [
            models.Index(fields=["label", "survivor_id"], name="kit_merged_survivor"),
            models.Index(fields=["key"], name="kit_merged_key"),
        ]
