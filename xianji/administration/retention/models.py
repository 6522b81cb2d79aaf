"""How long the data of a person are kept: announced, held, restricted, erased. The register keeps no word of them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.whose import OfAPerson
from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed

NOT_HELD = "—"
OPEN = ("announced", "held", "restricted")


class Retention(OfAPerson):
    """Made by the clock when the time is nearly over, or by hand to hold somebody's data before; one open a person."""

    class State(models.TextChoices):
        ANNOUNCED = "announced", pgettext_lazy("retention", "Announced")
        HELD = "held", pgettext_lazy("retention", "Held")
        RESTRICTED = "restricted", pgettext_lazy("retention", "Restricted")
        ERASED = "erased", pgettext_lazy("retention", "Erased")
        ENDED = "ended", pgettext_lazy("retention", "No longer due")

    final = (State.ERASED, State.ENDED)
    by_itself = {
        State.ANNOUNCED: _("Nobody has heard of the person for long."), State.ERASED: _("The day has come."),
        State.RESTRICTED: _("The day has come, and accounts name the person."),
    }  # fmt: skip
    tones = {"announced": "warn", "held": "info", "restricted": "info", "erased": "ok"}
    number = NumberField(prefix="RT", monthly=True, width=5, verbose_name=_("Number"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.HELD, editable=False)
    last_on = models.DateField(_("Last heard of"), null=True, editable=False)
    due_on = models.DateField(_("To be erased on"), null=True, editable=False)
    reason = models.CharField(
        _("Why held"), max_length=300, help_text=_("Such as a lawsuit or an audit, without names of persons.")
    )
    until = models.DateField(_("Held until"), null=True, blank=True)
    rule = models.CharField(pgettext_lazy("personal data", "Rule"), max_length=80, blank=True, default="", editable=False)
    restricted_on = models.DateField(_("Restricted since"), null=True, editable=False)
    done_on = models.DateField(_("Carried out on"), null=True, editable=False)
    traces = models.PositiveIntegerField(_("Traces erased"), null=True, editable=False)
    evidence = models.JSONField(default=dict, editable=False)

    class Meta(OfAPerson.Meta):
        verbose_name = pgettext_lazy("personal data", "Retention")
        verbose_name_plural = _("Retention of personal data")
        indexes = listed(
            "administration_k", "due_on", "number", by={"state": ()}, ranges=["due_on"], rare=["contact", "lead"]
        )

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """One open a person, and always the same: their day has been counted for nobody else."""
        super().clean()
        if self.pk and any(self.loaded(f"{name}_id") != getattr(self, f"{name}_id") for name in self.one_of):
            raise ValidationError(_("Whose data these are cannot be changed. Let go, and hold the other person."))
        if not self.pk and self.state in OPEN and (there := self.others().first()):
            raise ValidationError(_("%(number)s is open for this person already.") % {"number": there.number})

    def others(self) -> models.QuerySet:
        """What is open for the same person."""
        same = models.Q(pk__in=[])
        for name in self.one_of:
            if pk := getattr(self, f"{name}_id"):
                same |= models.Q(**{name: pk})
        return Retention.unscoped.filter(same, state__in=OPEN, deleted_at=None)
