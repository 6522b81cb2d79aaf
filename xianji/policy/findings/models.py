"""Findings: the cases in which a duty is due soon, missed, or was missed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import title_of
from xianji.kit.fields import WordedField
from xianji.kit.given import given_told
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Finding(OwnedRecord):
    """One duty on one object for one due day. Written by the runs of its control in single statements; what people do about
    it goes through its verbs. `rung` is how far its ladder has been climbed."""

    class State(models.TextChoices):
        DUE = "due", _("Due soon")
        OPEN = "open", _("Overdue")
        ESCALATED = "escalated", _("Escalated")
        RESOLVED = "resolved", _("Done")
        EXCEPTED = "excepted", _("Excepted")

    by_itself = {
        State.DUE: _("The due day comes near."),
        State.OPEN: _("The due day has passed."),
        State.ESCALATED: _("Nothing was done; those above were told."),
        State.RESOLVED: _("The duty was done."),
        State.EXCEPTED: _("An exception holds."),
    }
    final = (State.RESOLVED,)
    tones = {"due": "info", "open": "warn", "escalated": "bad", "resolved": "ok"}
    titled = "about_title"
    control = WordedField(_("Control"), max_length=120, editable=False, words=title_of)
    clause = models.CharField(_("Clause"), max_length=30, editable=False)
    about_label = models.CharField(max_length=80, editable=False)
    about_id = models.BigIntegerField(editable=False)
    about_title = models.CharField(_("About"), max_length=200, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.OPEN, editable=False)
    due_on = models.DateField(_("Due"), default=timezone.localdate, editable=False)
    due_at = models.DateTimeField(null=True, editable=False)
    given = WordedField(_("What was found"), max_length=300, blank=True, editable=False, words=given_told)
    counts_from = models.DateField(_("The ladder counts from"), null=True, editable=False)
    """Of a backlog; else it counts from the due day."""
    rung = models.SmallIntegerField(_("Rung"), default=0, editable=False)
    resolved_on = models.DateField(_("Done on"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Finding")
        verbose_name_plural = _("Findings")
        constraints = [models.UniqueConstraint(fields=["control", "about_id", "due_on"], name="policy_finding_once")]
        indexes = [
            *listed("policy_f", "due_on", "updated_at", by={"state": (), "clause": ()}, ranges=["due_on"]),
            models.Index(fields=["about_label", "about_id", "state"], name="policy_finding_about"),
            models.Index(fields=["control", "state", "due_on", "counts_from", "rung"], name="policy_finding_ladder"),
            models.Index(fields=["counts_from"], name="policy_finding_backlog", condition=~Q(counts_from=None)),
        ]

    @property
    def found(self) -> str:
        return given_told(self.given)

    def __str__(self) -> str:
        return f"{self.clause} {self.about_title}".strip()


ACTIVE = (Finding.State.DUE, Finding.State.OPEN, Finding.State.ESCALATED)
MISSED = (Finding.State.OPEN, Finding.State.ESCALATED)
active, missed = Q(state__in=ACTIVE), Q(state__in=MISSED)
