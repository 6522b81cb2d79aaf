"""Risks: what may happen to us, how grave it is, and how far it has been answered."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.risk.risks import about, keeping, rules

TYPED = ("title", "category", "customer_id", "event", "cause", "consequence", "identified_on")


class Likelihood(models.TextChoices):
    """Within twelve months; the table *Likelihood of a risk* says from which chance on."""

    RARE = "1", pgettext_lazy("likelihood", "Rare (1)")
    UNLIKELY = "2", pgettext_lazy("likelihood", "Unlikely (2)")
    POSSIBLE = "3", pgettext_lazy("likelihood", "Possible (3)")
    LIKELY = "4", pgettext_lazy("likelihood", "Likely (4)")
    CERTAIN = "5", pgettext_lazy("likelihood", "Almost certain (5)")


class Impact(models.TextChoices):
    """The table *Impact of a risk* says from which loss on."""

    MINOR = "1", pgettext_lazy("impact", "Slight (1)")
    MODERATE = "2", pgettext_lazy("impact", "Noticeable (2)")
    CONSIDERABLE = "3", pgettext_lazy("impact", "Considerable (3)")
    MAJOR = "4", pgettext_lazy("impact", "Heavy (4)")
    SEVERE = "5", pgettext_lazy("impact", "Threatening (5)")


class Level(models.TextChoices):
    LOW = "low", pgettext_lazy("risk", "Low")
    MEDIUM = "medium", pgettext_lazy("risk", "Moderate")
    HIGH = "high", pgettext_lazy("risk", "High")
    CRITICAL = "critical", pgettext_lazy("risk", "Critical")


LEVEL_TONES = {"low": "ok", "medium": "info", "high": "warn", "critical": "bad"}


def grade(choices: Any, label: Any) -> Any:
    """A column that only assessments fill."""
    return models.CharField(label, max_length=8, choices=choices, blank=True, default="", editable=False)


class Risk(OwnedRecord):
    """What stands beside “now” is what is left of it after it was answered; before that both are the same."""

    class Category(models.TextChoices):
        MARKET = "market", pgettext_lazy("risk", "Market")
        CREDIT = "credit", pgettext_lazy("risk", "Credit")
        LEGAL = "legal", pgettext_lazy("risk", "Legal")
        COMPETITION = "competition", pgettext_lazy("risk", "Competition")
        OTHER = "other", pgettext_lazy("risk", "Other")

    class State(models.TextChoices):
        IDENTIFIED = rules.IDENTIFIED, pgettext_lazy("risk", "Identified")
        ASSESSED = rules.ASSESSED, pgettext_lazy("risk", "To be answered")
        RESPONDING = rules.RESPONDING, pgettext_lazy("risk", "Being answered")
        MONITORING = rules.MONITORING, pgettext_lazy("risk", "Watched")
        MATERIALISED = rules.MATERIALISED, pgettext_lazy("risk", "Has happened")
        CLOSED = rules.CLOSED, pgettext_lazy("risk", "Closed")

    tones = {
        **LEVEL_TONES, "identified": "warn", "assessed": "warn", "responding": "info", "monitoring": "ok", "materialised": "bad",
    }  # fmt: skip
    final = (State.CLOSED,)
    by_itself = {
        State.ASSESSED: _("it was assessed, or assessed as graver than before"),
        State.RESPONDING: _("a response was approved"),
        State.MONITORING: _("all that was approved is done, or the risk was accepted"),
    }  # fmt: skip
    number = NumberField(prefix="RK", monthly=True, width=3, verbose_name=_("Number"))
    title = models.CharField(pgettext_lazy("risk", "Risk"), max_length=160)
    category = models.CharField(pgettext_lazy("risk", "Class"), max_length=11, choices=Category)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="risks", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    about_label = models.CharField(_("About a"), max_length=80, editable=False, blank=True, default="")
    about_id = models.BigIntegerField(_("About"), editable=False, null=True)
    event = models.TextField(pgettext_lazy("risk", "What may happen"))
    cause = models.TextField(pgettext_lazy("risk", "Why it may happen"), blank=True)
    consequence = models.TextField(pgettext_lazy("risk", "What would follow"), blank=True)
    identified_on = models.DateField(pgettext_lazy("risk", "Identified on"), default=timezone.localdate)
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.IDENTIFIED, editable=False)
    likelihood = grade(Likelihood, pgettext_lazy("risk", "Likelihood"))
    impact = grade(Impact, pgettext_lazy("risk", "Impact"))
    score = models.PositiveSmallIntegerField(pgettext_lazy("risk", "Score"), null=True, editable=False)
    level = grade(Level, pgettext_lazy("risk", "Level"))
    exposure = MoneyField(pgettext_lazy("risk", "At stake"), null=True, editable=False)
    loss = MoneyField(pgettext_lazy("risk", "Expected loss"), null=True, editable=False)
    left_likelihood = grade(Likelihood, _("Likelihood now"))
    left_impact = grade(Impact, _("Impact now"))
    left_score = models.PositiveSmallIntegerField(_("Score now"), null=True, editable=False)
    left_level = grade(Level, _("Level now"))
    left_loss = MoneyField(_("Expected loss now"), null=True, editable=False)
    assessed_on = models.DateField(_("Assessed on"), null=True, editable=False)
    respond_by = models.DateField(_("Response due"), null=True, editable=False)
    responded_on = models.DateField(_("Response approved"), null=True, editable=False)
    happened_on = models.DateField(pgettext_lazy("risk", "Happened on"), null=True, editable=False)
    cost = MoneyField(pgettext_lazy("risk", "What it cost"), null=True, editable=False)
    outcome = models.TextField(_("What came of it"), blank=True, default="", editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("register", "Risk")
        verbose_name_plural = pgettext_lazy("register", "Risks")
        indexes = [
            *listed(
                "risk_rk", "identified_on", "updated_at", "left_score", "left_loss", "respond_by", "assessed_on",
                by={"state": (), "category": (), "left_level": (), "left_likelihood": (), "left_impact": (), "likelihood": (),
                    "impact": ()},
                ranges=["identified_on", "respond_by", "left_loss"], rare=["customer"],
            ),
            models.Index(fields=["about_label", "about_id"], name="risk_rk_about"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Changed by its owner, or by who keeps its class; with the customer of what it is about."""
        if self._state.adding and self.about_label and self.customer_id is None:
            self.customer_id = about.customer_of(self.about_label, self.about_id)
        if self.identified_on and self.identified_on > timezone.localdate():
            told = _("What was not seen yet cannot be entered. Choose today or an earlier day.")
            raise ValidationError({"identified_on": told})
        if not self._state.adding and any(getattr(self, name) != self.loaded(name) for name in TYPED):
            keeping.must_keep(self)
