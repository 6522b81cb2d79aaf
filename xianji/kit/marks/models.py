"""Tags, which everybody sees, and stars, which each person gives for themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tag(models.Model):
    """A word for records of one kind. `key` is the word as it is compared: VIP and vip are one."""

    label = models.CharField(max_length=80)
    name = models.CharField(_("Tag"), max_length=30)
    key = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("Tag")
        verbose_name_plural = _("Tags")
        constraints = [models.UniqueConstraint(fields=["label", "key"], name="kit_tag_once")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A record has a tag; found from either side."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", db_index=False)
    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("Tagged record")
        constraints = [models.UniqueConstraint(fields=["tag", "record_id"], name="kit_tagging_once")]
        indexes = [models.Index(fields=["label", "record_id"], name="kit_tagging_record")]


class Star(models.Model):
    """One person's own mark on a record; nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("Starred record")
        constraints = [models.UniqueConstraint(fields=["user", "label", "record_id"], name="kit_star_once")]
