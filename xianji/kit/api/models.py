"""Answers kept for a day, so that a request sent twice is done once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IdempotentAnswer(models.Model):
    """What a user's request with this Idempotency-Key was answered; inserted in the transaction of what it did."""

    user = models.ForeignKey("org.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    content = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Kept API answer")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="kit_answer_once")]
