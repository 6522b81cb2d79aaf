"""Requests from one unit to another: asked for, accepted, done, confirmed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.models import Person, Share
from xianji.org.records import OwnedRecord
from xianji.workspace.handovers import rules

MOST = 200
"""People of an asked unit without a head who are told of a request."""


class Handover(OwnedRecord):
    """Its owner asks; whoever sits in the asked unit or below may see and answer it, as its head may."""

    class State(models.TextChoices):
        REQUESTED = rules.REQUESTED, _("Requested")
        ACCEPTED = rules.ACCEPTED, _("Accepted")
        DONE = rules.DONE, _("Done")
        CONFIRMED = rules.CONFIRMED, _("Confirmed")
        REJECTED = rules.REJECTED, pgettext_lazy("request", "Rejected")

    final = (State.CONFIRMED, State.REJECTED)
    tones = {"accepted": "info", "done": "info", "confirmed": "ok", "rejected": "bad"}
    number = NumberField(prefix="XD", monthly=True, verbose_name=_("Number"))
    title = models.CharField(_("What is needed"), max_length=200)
    text = models.TextField(_("Details"), blank=True)
    from_unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Asking unit"), db_index=False
    )
    to_unit = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", verbose_name=_("Asked unit"), db_index=False
    )
    agreed_on = models.DateField(_("Agreed date"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.REQUESTED, editable=False)
    requested_at = models.DateTimeField(pgettext_lazy("request", "Asked on"), default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(_("Accepted on"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Accepted by"), db_index=False
    )
    done_at = models.DateTimeField(_("Done on"), null=True, editable=False)
    rating = models.PositiveSmallIntegerField(
        _("Rating (1–5)"), null=True, editable=False, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    answer = models.CharField(_("Answer"), max_length=500, blank=True, editable=False)
    about_label = models.CharField(_("About a"), max_length=80, editable=False, blank=True, default="")
    about_id = models.BigIntegerField(_("About"), editable=False, null=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Request to a unit")
        verbose_name_plural = _("Requests to units")
        indexes = [
            *listed("workspace_h", "agreed_on", by={"state": (), "to_unit": ()}, ranges=["agreed_on"]),
            models.Index(fields=["about_label", "about_id"], name="workspace_h_about"),
            models.Index(fields=["requested_at", "id"], name="workspace_h_asked"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """From the asking person's unit to another one, which stays the one that was asked."""
        if self.from_unit_id is None:
            self.from_unit_id = self.unit_id
        before = self.loaded("to_unit_id")
        if before not in (None, self.to_unit_id):
            raise ValidationError({"to_unit": _("The asked unit does not change. Ask the other one with a request of its own.")})
        if before is None and self.to_unit_id is not None and self.to_unit_id == self.from_unit_id:
            raise ValidationError({"to_unit": _("This is your own unit. Inside a unit a task is enough.")})

    def stored(self, changed: dict[str, tuple[Any, Any]]) -> None:
        """Opened to the asked unit, for seeing and for answering."""
        if "id" in changed:
            one = {"label": self.label(), "record_id": self.pk, "may_change": True}
            opened = [Share(**one, unit_id=self.to_unit_id, with_below=True)]
            if (head := self.to_unit.head_id) not in (None, self.owner_id):
                opened.append(Share(**one, person_id=head))
            Share.objects.bulk_create(opened, ignore_conflicts=True)

    def told(self) -> list[int]:
        """Who hears of it: the head of the asked unit, or everybody who sits in it where it has none; not who asks."""
        if (head := self.to_unit.head_id) not in (None, self.owner_id):
            return [head]
        found = Person.unscoped.filter(unit=self.to_unit_id, left_on=None, deleted_at=None).exclude(pk=self.owner_id)
        return list(found.order_by("pk").values_list("pk", flat=True)[:MOST])
