"""A comment: what somebody said about a record, to everybody who may see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Comment(models.Model):
    """`named` holds the names by which people are mentioned in the text, so that they can be marked."""

    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    text = models.TextField(pgettext_lazy("on a record", "Comment"))
    named = models.JSONField(default=list)
    made_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Who"))
    made_at = models.DateTimeField(_("When"), auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(_("Deleted"), null=True)

    class Meta:
        verbose_name = pgettext_lazy("on a record", "Comment")
        verbose_name_plural = _("Comments")
        indexes = [
            models.Index(fields=["label", "record_id", "-id"], condition=models.Q(deleted_at=None), name="kit_comment_record")
        ]

    def __str__(self) -> str:
        return self.text[:60]
