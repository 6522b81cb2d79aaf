"""The outbox: mail, webhooks and slow work promised in the transaction, done by the worker afterwards."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One promise: delivered at least once, so receivers must be able to get it twice."""

    topic = models.CharField(_("Topic"), max_length=80)
    content = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Outbox letter")
        indexes = [models.Index(fields=["due_at"], name="kit_outbox_open", condition=models.Q(done_at=None))]
