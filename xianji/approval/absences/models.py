"""Who is away, and who decides meanwhile."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Absence(OwnedRecord):
    """The owner is away from one day to another, both included; the deputy may decide what the owner is asked."""

    titled = "note"
    from_on = models.DateField(_("Away from"))
    to_on = models.DateField(_("Away until"))
    deputy = models.ForeignKey("org.Person", models.PROTECT, related_name="+", db_index=False, verbose_name=_("Deputy"))
    note = models.CharField(_("Note"), max_length=120, blank=True)
    began_at = models.DateTimeField(null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Absence")
        verbose_name_plural = _("Absences")
        indexes = [
            *listed("approval_a", "from_on", "to_on"),
            models.Index(fields=["deputy", "to_on"], name="approval_away_deputy"),
        ]

    def __str__(self) -> str:
        return f"{self.owner or '—'} {self.from_on} – {self.to_on}"

    def clean(self) -> None:
        """Somebody else who works here, in the right order of days, and one deputy at a time."""
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValidationError({"to_on": _("The last day (%(last)s) lies before the first (%(first)s).")
                                   % {"last": self.to_on, "first": self.from_on}})  # fmt: skip
        if not self.deputy_id or not self.from_on or not self.to_on or self.deleted_at:
            return
        if self.deputy_id == self.owner_id:
            raise ValidationError({"deputy": _("Nobody is their own deputy; choose somebody else.")})
        if self.deputy_id != self.loaded("deputy_id") and self.deputy.state == "left":
            told = _("%(person)s no longer works here. Choose somebody else.")
            raise ValidationError({"deputy": told % {"person": self.deputy}})
        if self.owner_id and (self.from_on, self.to_on) != (self.loaded("from_on"), self.loaded("to_on")):
            self._must_be_alone()

    def _must_be_alone(self) -> None:
        rows = type(self).unscoped.filter(owner=self.owner_id, deleted_at=None, from_on__lte=self.to_on, to_on__gte=self.from_on)
        if other := rows.exclude(pk=self.pk).first():
            raise ValidationError({"from_on": _("There is an absence from %(first)s to %(last)s already.")
                                   % {"first": other.from_on, "last": other.to_on}})  # fmt: skip
