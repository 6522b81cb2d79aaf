"""Versions of a regulation: read from a file, corrected by a person, then in force from a day on."""

from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.org.records import AllRows, Record


class Version(Record):
    """A text of the regulation. While a draft its clauses may be corrected; while it is reviewed, and once it is published, they
    never change."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Language(models.TextChoices):
        SIMPLIFIED = "zh-hans", _("Simplified Chinese")
        TRADITIONAL = "zh-hant", _("Traditional Chinese")
        ENGLISH = "en", _("English")

    tones = {"published": "ok", "draft": "warn", "review": "info"}
    final = (State.WITHDRAWN,)
    titled = "name"
    regulation = models.ForeignKey(
        "policy.Regulation", models.PROTECT, related_name="versions", verbose_name=_("Regulation")
    )
    name = models.CharField(_("Version"), max_length=80)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    effective_on = models.DateField(_("In force from"), null=True, editable=False)
    language = models.CharField(_("Language"), max_length=10, choices=Language, blank=True, editable=False)
    file_name = models.CharField(_("File"), max_length=255, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    warnings = models.JSONField(_("What to look at"), default=list, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Version")
        verbose_name_plural = _("Versions")
        constraints = [models.UniqueConstraint(fields=["regulation", "name"], name="policy_version_once")]
        indexes = [models.Index(fields=["state", "effective_on"], name="policy_version_force")]

    def __str__(self) -> str:
        return f"{self.regulation} {self.name}"

    @classmethod
    def in_force(cls, day: date | None = None) -> "models.QuerySet[Self]":
        """Published versions whose day has come, the youngest first; per regulation the first one counts."""
        rows: AllRows = cls.unscoped
        on = day or timezone.localdate()
        return rows.filter(state=cls.State.PUBLISHED, effective_on__lte=on, deleted_at=None).order_by(
            "-effective_on", "-pk"
        )
