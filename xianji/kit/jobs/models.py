"""What users wait for: state, progress, result and error of slow work."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """A piece of slow work started by somebody, shown to them until it is done. While it runs, its progress lives in the
    queue's own store, because the work may hold the database's only write lock."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        STOPPED = "stopped", _("Stopped")

    tones = {"running": "info", "done": "ok", "failed": "bad", "stopped": "warn"}
    kind = models.CharField(_("Kind"), max_length=80)
    title = models.CharField(_("Title"), max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    order = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Job")
        verbose_name_plural = _("Jobs")
        indexes = [
            models.Index(fields=["user", "-id"], name="kit_job_user"),
            models.Index(fields=["state"], name="kit_job_open", condition=models.Q(state__in=["waiting", "running"])),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def tone(self) -> str:
        return self.tones.get(self.state, "")

    @property
    def href(self) -> str:
        """Where the outcome can be seen, if the work said so; what is done part by part leaves one behind in any case."""
        address: Any = self.result.get("href") if self.state == self.State.DONE else self.order.get("href")
        return address if isinstance(address, str) and address.startswith("/") else ""
