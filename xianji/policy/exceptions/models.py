"""Control exceptions: where a duty need not be kept for a while, and why somebody else agreed to that."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.controls import title_of
from xianji.kit.fields import NumberField, SaidField, WordedField
from xianji.kit.indexes import listed
from xianji.org.records import AllRows, OwnedRecord
from xianji.org.scope import span
from xianji.rulebook.parameters.reading import value


def longest(on: date) -> int:
    """Days for which an exception that begins on a day may hold."""
    return int(value("exception.longest", on))


class ControlException(OwnedRecord):
    """A dated leave from one control: for one object, for what one person owns, for a unit with all below it, or for all."""

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("exception", "Asked for")
        APPROVED = "approved", _("Granted")
        REFUSED = "refused", _("Refused")
        EXPIRED = "expired", _("Expired")
        CLOSED = "closed", pgettext_lazy("exception", "Closed")

    by_itself = {State.EXPIRED: _("Its last day has passed.")}
    final = (State.REFUSED, State.EXPIRED, State.CLOSED)
    tones = {"requested": "warn", "approved": "ok", "refused": "bad"}
    number = NumberField(prefix="EXC", monthly=True, verbose_name=_("Number"))
    control = WordedField(_("Control"), max_length=120, editable=False, words=title_of)
    clause = models.CharField(_("Clause"), max_length=30, editable=False)
    about_label = models.CharField(max_length=80, blank=True, editable=False)
    about_id = models.BigIntegerField(null=True, editable=False)
    about_title = models.CharField(_("About"), max_length=200, blank=True, editable=False)
    person = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("What this person owns")
    )
    scope_unit = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("For a unit and all below it")
    )
    path_from = models.CharField(max_length=255, blank=True, editable=False)
    path_to = models.CharField(max_length=255, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.REQUESTED, editable=False)
    reason = SaidField(_("Reason"), editable=False)
    compensation = SaidField(_("What is done instead"), editable=False)
    valid_from = models.DateField(_("From"), default=timezone.localdate, editable=False)
    valid_to = models.DateField(_("Until"), default=timezone.localdate, editable=False)
    is_automatic = models.BooleanField(_("Opened by the ladder"), default=False, editable=False)
    approver = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Decided by")
    )

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Control exception")
        verbose_name_plural = _("Control exceptions")
        indexes = [
            *listed("policy_x", "created_at", "valid_to", by={"state": (), "clause": ()}, ranges=["valid_to"]),
            models.Index(fields=["control", "state", "valid_to"], name="policy_exception_holds"),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.about_title}".strip()

    def clean(self) -> None:
        """It ends within the days that the rulebook allows, its unit is kept as a range of places, and it says what it is for."""
        from xianji.kit import registry

        found = registry.controls.get(self.control)
        self.clause = found.clause if found else self.clause
        if self.valid_from and self.valid_to:
            self._must_end()
        self.path_from, self.path_to = span(self.scope_unit.path) if self.scope_unit else ("", "")
        self.about_title = (self.about_title or str(self._wide()))[:200]

    def _wide(self) -> Any:
        """What it is for where that is more than one object."""
        if self.person:
            return _("All cases of %(who)s") % {"who": self.person}
        return _("All cases in %(unit)s") % {"unit": self.scope_unit} if self.scope_unit else _("All cases")

    def _must_end(self) -> None:
        days = (self.valid_to - self.valid_from).days
        if days < 0:
            told = {"from": self.valid_from, "to": self.valid_to}
            raise ValidationError({"valid_to": _("It ends (%(to)s) before it begins (%(from)s).") % told})
        most = longest(self.valid_from)
        if days > most:
            bounds = {"most": most, "given": days}
            sentence = _("An exception holds for at most %(most)s days; this would be %(given)s.")
            raise ValidationError({"valid_to": sentence % bounds})

    @classmethod
    def holding(cls, on: date) -> Any:
        """Those that hold on a day."""
        rows: AllRows = cls.unscoped
        return rows.filter(state=cls.State.APPROVED, valid_from__lte=on, valid_to__gte=on, deleted_at=None)


def covering(key: Any, owner: Any, path: Any) -> Q:
    """The exceptions that cover a case, by its key, owner and place: values, or references to the outer query."""
    wide = Q(person=None, scope_unit=None) | Q(person=None, path_from__lte=path, path_to__gt=path)
    if owner is not None:
        wide |= Q(person=owner)
    return Q(about_id=key) | Q(about_id=None) & wide
