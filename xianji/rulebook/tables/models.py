"""The versions of decision tables that the business keeps; what is approved never changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.rulebook.tables.content import Content


def nobody(version: "TableVersion") -> bool:
    return False


@dataclass
class Publishing:
    """Whether somebody else has agreed to a version is asked of `grants`, which the approvals fill at start."""

    grants: Callable[["TableVersion"], bool] = nobody


publishing = Publishing()


class TableVersion(models.Model):
    """One version of one table, from draft to being superseded."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        APPROVED = "approved", pgettext_lazy("version", "Approved")

    table = models.CharField(_("Table"), max_length=60)
    number = models.PositiveIntegerField(_("Version"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT)
    content = models.JSONField(_("Content"))
    edition = models.PositiveIntegerField(default=1)
    """Rises with each saved draft, so that two people do not write over each other."""
    reason = models.CharField(_("Reason"), max_length=500, blank=True, default="")
    effective_on = models.DateField(_("Effective from"), null=True)
    author = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Author"))
    decided_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Decided by"))
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)
    saved_at = models.DateTimeField(_("Saved"), auto_now=True)
    submitted_at = models.DateTimeField(_("Submitted"), null=True)
    decided_at = models.DateTimeField(_("Decided"), null=True)

    class Meta:
        verbose_name = _("Version of a decision table")
        verbose_name_plural = _("Versions of decision tables")
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="rulebook_version_once"),
            models.UniqueConstraint(
                fields=["table"], name="rulebook_one_draft", condition=models.Q(state__in=["draft", "review"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.number}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Any:  # type: ignore[override]
        made: Any = super().from_db(db, field_names, values)
        made.was_approved = made.__dict__.get("state") == cls.State.APPROVED
        return made

    def save(self, *args: Any, **options: Any) -> None:
        if getattr(self, "was_approved", False):
            raise PermissionDenied("An approved version of a decision table never changes; begin a new one.")
        if self.state == self.State.APPROVED and not publishing.grants(self):
            raise PermissionDenied("A version of a decision table is published only through an approval.")
        super().save(*args, **options)

    @property
    def read(self) -> Content:
        return Content.of(self.content)

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.REVIEW)

    def holds(self, on: date) -> bool:
        """Whether it is approved and its first day has come."""
        return self.state == self.State.APPROVED and self.effective_on is not None and self.effective_on <= on
