"""Runs: what each control found on each day, and how many cases of whom."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.org.fields import PathField


class Verdict(models.TextChoices):
    """What a control says of one case."""

    PASS = "pass", pgettext_lazy("duty", "Kept")
    FAIL = "fail", _("Missed")
    NOT_APPLICABLE = "na", _("Not applicable")
    NO_DATA = "no_data", _("No data")
    EXCEPTED = "excepted", _("Excepted")
    BYPASSED = "bypassed", _("Gone past")


class Run(models.Model):
    """One look of one control, or the outcomes of a preventive one on one day. Looking again on the same day replaces it."""

    control = models.CharField(_("Control"), max_length=120)
    control_version = models.CharField(max_length=16)
    clause = models.CharField(_("Clause"), max_length=30)
    as_of = models.DateField(_("Day"))
    at = models.DateTimeField(_("When"))
    seconds = models.FloatField(default=0)
    """By the clock: waiting for the database or for another program counts as well."""
    population = models.PositiveIntegerField(_("Population"), default=0)
    passed = models.PositiveIntegerField(pgettext_lazy("duty", "Kept"), default=0)
    failed = models.PositiveIntegerField(_("Missed"), default=0)
    not_applicable = models.PositiveIntegerField(_("Not applicable"), default=0)
    no_data = models.PositiveIntegerField(_("No data"), default=0)
    excepted = models.PositiveIntegerField(_("Excepted"), default=0)
    bypassed = models.PositiveIntegerField(_("Gone past"), default=0)
    problem = models.CharField(max_length=300, blank=True)
    """Why it could not be run; its figures are then nothing, not zero."""

    class Meta:
        verbose_name = _("Control run")
        verbose_name_plural = _("Control runs")
        constraints = [models.UniqueConstraint(fields=["control", "as_of"], name="policy_run_once")]
        indexes = [models.Index(fields=["as_of", "control"], name="policy_run_day")]

    def __str__(self) -> str:
        return f"{self.clause} {self.as_of}"


class Part(models.Model):
    """Cases by owner and place, so that a rate can be told to each within their own scope."""

    owned: ClassVar[bool] = True
    owner = models.ForeignKey("org.Person", models.CASCADE, null=True, related_name="+", db_index=False)
    org_path = PathField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    cases = models.PositiveIntegerField()

    class Meta:
        abstract = True

    @classmethod
    def label(cls) -> str:
        """Parts are seen by whoever sees the findings of the same place."""
        return "policy.finding"


class RunPart(Part):
    """Of the whole control."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="parts")

    class Meta:
        verbose_name = _("Part of a run")
        indexes = [
            models.Index(fields=["run", "org_path", "owner", "verdict"], name="policy_part_place"),
            models.Index(fields=["owner", "run"], name="policy_part_owner"),
        ]


class StepPart(Part):
    """Of one step of it, counted from nought."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Part of a step")
        indexes = [models.Index(fields=["run", "step", "org_path", "owner", "verdict"], name="policy_step_place")]


class Outcome(models.Model):
    """That a preventive control was asked: one row each time, so that nobody waits; folded into runs every night."""

    control = models.CharField(max_length=120)
    on = models.DateField()
    owner = models.ForeignKey("org.Person", models.CASCADE, null=True, related_name="+", db_index=False)
    org_path = PathField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    cases = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("Outcome of a preventive control")
        indexes = [models.Index(fields=["on", "control"], name="policy_outcome_day")]


COUNTED: dict[str, str] = {
    Verdict.PASS: "passed", Verdict.FAIL: "failed", Verdict.NOT_APPLICABLE: "not_applicable",
    Verdict.NO_DATA: "no_data", Verdict.EXCEPTED: "excepted", Verdict.BYPASSED: "bypassed",
}  # fmt: skip
"""Which column of a run counts a verdict."""


def counts(parts: Any) -> dict[str, int]:
    """{verdict: cases} of parts, outcomes, or what is grouped from them."""
    found = dict.fromkeys(Verdict.values, 0)
    for verdict, cases in parts.order_by().values_list("verdict").annotate(all=models.Sum("cases")):
        found[verdict] = cases
    return found
