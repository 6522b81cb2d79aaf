"""People: everybody who works here, with or without a user account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.org.fields import BlindIndex, EncryptedField, NumberField, PathField
from xianji.org.records import Record


class Person(Record):
    """Somebody who works here. `org_path` follows the unit."""

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("person", "Active")
        LEFT = "left", _("Left")

    final = (State.LEFT,)
    number = NumberField(prefix="E", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=120, db_index=True)
    unit = models.ForeignKey("org.Unit", models.PROTECT, null=True, related_name="people", verbose_name=_("Unit"))
    org_path = PathField()
    position = models.ForeignKey("org.Position", models.PROTECT, null=True, blank=True, verbose_name=_("Position"))
    supervisor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("Supervisor")
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ACTIVE, editable=False)
    mobile = EncryptedField(_("Mobile"), blank=True, default="", kind="phone")
    mobile_mark = BlindIndex(of="mobile")
    email = models.EmailField(_("Email"), blank=True)
    hired_on = models.DateField(_("Hired"), null=True, blank=True)
    leaves_on = models.DateField(
        _("Last day agreed"), null=True, blank=True, help_text=_("From now on this person exports nothing any more.")
    )
    left_on = models.DateField(_("Left"), null=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Person")
        verbose_name_plural = _("People")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Nobody leads themselves, not even by a ring of supervisors."""
        above, seen = self.supervisor, {self.pk}
        while above is not None and self.pk:
            if above.pk in seen:
                raise ValidationError({"supervisor": _("Nobody can be their own supervisor, not even through others.")})
            seen.add(above.pk)
            above = above.supervisor

    def stored(self, changed: dict[str, tuple[Any, Any]]) -> None:
        """The path follows the unit; a change of unit, position or supervisor opens a new posting."""
        if not changed.keys() & {"unit_id", "position_id", "supervisor_id", "id"}:
            return
        self.org_path = self.unit.path if self.unit else ""
        type(self).unscoped.filter(pk=self.pk).update(org_path=self.org_path)
        today = timezone.localdate()
        Posting.objects.filter(person=self, to_on=None, from_on__lt=today).update(to_on=today)
        now = {"unit_id": self.unit_id, "position_id": self.position_id, "supervisor_id": self.supervisor_id}
        Posting.objects.update_or_create(person=self, from_on=today, to_on=None, defaults=now)


class Posting(models.Model):
    """Where a person worked and under whom, from one day to the next: the organisation of that day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="postings")
    unit = models.ForeignKey("org.Unit", models.PROTECT, null=True, related_name="+")
    position = models.ForeignKey("org.Position", models.SET_NULL, null=True, related_name="+")
    supervisor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("Posting")
        indexes = [models.Index(fields=["person", "from_on"], name="org_posting_day")]
