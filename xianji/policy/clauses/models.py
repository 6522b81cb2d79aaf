"""Clauses: the numbered places of a version, in their order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.records import Record


class Clause(Record):
    """One numbered place. `text` is all that follows the number; the title is a suggestion and may be empty."""

    titled = "caption"
    policy_version = models.ForeignKey(
        "policy.Version", models.PROTECT, related_name="clauses", verbose_name=_("Version")
    )
    number = models.CharField(_("Clause number"), max_length=30)
    level = models.PositiveSmallIntegerField(_("Level"), default=1)
    place = models.PositiveIntegerField(_("Order"), default=0)
    title = models.CharField(_("Title"), max_length=200, blank=True)
    text = models.TextField(_("Text"), blank=True)
    is_extension = models.BooleanField(_("Continuation of ours"), default=False)
    caption = models.CharField(_("Clause"), max_length=240, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Clause")
        verbose_name_plural = _("Clauses")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["policy_version", "number"], name="policy_clause_once")]
        indexes = [models.Index(fields=["policy_version", "place"], name="policy_clause_order")]

    def __str__(self) -> str:
        return self.caption

    def clean(self) -> None:
        """A published text is never changed, nor one that is being reviewed; number and title make the caption."""
        state = self.policy_version.state if self.policy_version_id else "draft"
        if state == "review":
            raise ValidationError(_("This version is being reviewed. Withdraw the request before you correct it."))
        if state != "draft":
            raise ValidationError(_("A published version is not changed; load a new version instead."))
        self.caption = caption(self.number, self.title, self.text)
        self.level = self.number.lstrip("X").count(".") + 1


def caption(number: str, title: str, text: str) -> str:
    """What a clause is called in lists: its number and title, else the beginning of its text."""
    words = title or text[:24]
    return f"{number} {words}".strip()
