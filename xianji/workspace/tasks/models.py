"""Tasks: what somebody has to do by when, on their own account or because the regulation says so."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField, WordedField
from xianji.kit.indexes import listed
from xianji.kit.said import words
from xianji.org.records import OwnedRecord
from xianji.workspace.tasks import rules

EVENING = 18
TYPED, KEPT = 200, 600
"""Characters of a title: what people type, and a sentence with what stands in it."""


def this_evening() -> datetime:
    """When what is to be done today is due; after that tomorrow's."""
    now = timezone.localtime()
    return rules.evening(now, EVENING)


class Task(OwnedRecord):
    """Its owner does it. What it is about may be a record of any kind; `key` makes a task of a control or plan
    known again. A title that the program gives is a kept sentence, told to each reader in a language of their own."""

    class State(models.TextChoices):
        OPEN = rules.OPEN, pgettext_lazy("task", "Open")
        IN_PROGRESS = rules.STARTED, _("In progress")
        DONE = rules.DONE, _("Done")
        CANCELLED = rules.CANCELLED, _("Cancelled")

    class Priority(models.TextChoices):
        HIGH = "high", pgettext_lazy("priority", "High")
        NORMAL = "normal", pgettext_lazy("priority", "Normal")
        LOW = "low", pgettext_lazy("priority", "Low")

    class Source(models.TextChoices):
        USER = "user", pgettext_lazy("source of a task", "Own")
        CONTROL = "control", _("Regulation")
        PLAN = "plan", pgettext_lazy("source of a task", "Plan")
        SLA = "sla", _("Deadline")

    class Repeat(models.TextChoices):
        NEVER = rules.ONCE, _("Once")
        DAILY = rules.DAILY, _("Daily")
        WEEKLY = rules.WEEKLY, _("Weekly")
        MONTHLY = rules.MONTHLY, _("Monthly")

    tones = {"done": "ok", "in_progress": "info", "high": "warn"}
    number = NumberField(prefix="TK", monthly=True, verbose_name=_("Number"))
    title = WordedField(_("Task"), max_length=KEPT, words=words, typed=TYPED)
    due_at = models.DateTimeField(_("Due"), default=this_evening)
    priority = models.CharField(_("Priority"), max_length=6, choices=Priority, default=Priority.NORMAL)
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.OPEN, editable=False)
    repeat = models.CharField(_("Comes again"), max_length=8, choices=Repeat, default=Repeat.NEVER)
    source = models.CharField(_("Where from"), max_length=8, choices=Source, default=Source.USER, editable=False)
    clause = models.CharField(_("Clause"), max_length=20, blank=True, default="", editable=False)
    done_at = models.DateTimeField(_("Done on"), null=True, editable=False)
    about_label = models.CharField(_("About a"), max_length=80, editable=False, blank=True, default="")
    about_id = models.BigIntegerField(_("About"), editable=False, null=True)
    key = models.CharField(max_length=160, null=True, unique=True, editable=False)
    before = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Task")
        verbose_name_plural = _("Tasks")
        indexes = [
            *listed("workspace_t", "due_at", by={"state": ()}, ranges=["due_at"]),
            models.Index(
                fields=["owner", "due_at", "state"], name="workspace_t_undone", condition=models.Q(deleted_at=None, done_at=None)
            ),
            models.Index(fields=["about_label", "about_id", "due_at"], name="workspace_t_about"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return words(self.title)

    @property
    def is_by_duty(self) -> bool:
        """Whether only the duty behind it closes it."""
        return self.source in rules.BY_DUTY
