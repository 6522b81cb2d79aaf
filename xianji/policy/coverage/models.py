"""Coverage: which control answers for which clause of a version, or why none does; confirmed by a person, never in silence."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.records import Record


class Coverage(Record):
    """One clause and one control that checks it, or the signed reason for having none."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        CONFIRMED = "confirmed", _("Confirmed")

    class Why(models.TextChoices):
        DECLARES = "declares", _("It says why or for whom, and asks nothing to be done")
        ELSEWHERE = "elsewhere", _("It is kept elsewhere; the reason says where")
        WAITS = "waits", _("What it is about is not kept here yet")

    policy_version = models.ForeignKey("policy.Version", models.CASCADE, related_name="coverage", editable=False)
    clause = models.ForeignKey("policy.Clause", models.CASCADE, related_name="coverage", verbose_name=_("Clause"))
    control = models.CharField(_("Control"), max_length=120, blank=True)
    why = models.CharField(_("Why there is no control"), max_length=10, choices=Why, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.SUGGESTED, editable=False)
    likeness = models.PositiveSmallIntegerField(_("Likeness in percent"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Confirmed by")
    )

    class Meta(Record.Meta):
        verbose_name = _("Coverage")
        verbose_name_plural = _("Coverage")
        constraints = [models.UniqueConstraint(fields=["clause", "control"], name="policy_coverage_once")]
        indexes = [models.Index(fields=["policy_version", "state", "control"], name="policy_coverage_version")]

    def __str__(self) -> str:
        return f"{self.clause.number} {self.control or self.get_why_display()}"

    def clean(self) -> None:
        """A control that there is, or a reason."""
        from xianji.kit import registry

        if self.control and self.control not in registry.controls:
            raise ValidationError({"control": _("There is no control “%(name)s”.") % {"name": self.control}})
        if not self.control and not self.why:
            raise ValidationError({"why": _("Say why this clause has no control.")})
        if self.why == self.Why.ELSEWHERE and not self.reason:
            raise ValidationError({"reason": _("Say where it is kept.")})
