"""The search index: one row of truth per record, on both databases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.fields import PathField


class SearchRow(models.Model):
    """What can be found of one record, and the columns that decide who may find it. Written anew, with a new id, whenever
    the record is: the greatest ids are the records touched last."""

    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    subtitle = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True)
    owner_id = models.BigIntegerField(null=True)
    org_path = PathField()
    tokens = models.TextField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Search row")
        constraints = [models.UniqueConstraint(fields=["label", "record_id"], name="kit_search_once")]
