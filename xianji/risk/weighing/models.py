"""Assessments of risks: a new one each time, so that the way of a rating can be seen."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, RateField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.risk.risks.models import LEVEL_TONES, Impact, Level, Likelihood
from xianji.risk.weighing import judging

NOT_LESS = [MinValueValidator(Decimal(0))]
PART = [*NOT_LESS, MaxValueValidator(Decimal(1))]


class RiskAssessment(OwnedRecord):
    """By steps and in money, or with the reason why not in money. It lies where its risk lies, and is never changed."""

    class Kind(models.TextChoices):
        INHERENT = "inherent", pgettext_lazy("assessment", "As it is")
        RESIDUAL = "residual", pgettext_lazy("assessment", "After the response")

    tones = LEVEL_TONES
    risk = models.ForeignKey(
        "risk.Risk", models.PROTECT, related_name="assessments", verbose_name=pgettext_lazy("register", "Risk"), db_index=False
    )
    kind = models.CharField(pgettext_lazy("assessment", "Kind"), max_length=8, choices=Kind, default=Kind.INHERENT)
    as_of = models.DateField(_("Assessed on"), default=timezone.localdate)
    likelihood = models.CharField(pgettext_lazy("risk", "Likelihood"), max_length=1, choices=Likelihood)
    impact = models.CharField(pgettext_lazy("risk", "Impact"), max_length=1, choices=Impact)
    exposure = MoneyField(
        pgettext_lazy("risk", "At stake"), null=True, blank=True, validators=NOT_LESS,
        help_text=_("What would be lost if nothing came back")
    )  # fmt: skip
    probability = RateField(
        _("Probability"), null=True, blank=True, validators=PART, help_text=_("Within 12 months; 0.08 is 8 %")
    )
    lost_share = RateField(
        _("Share that is lost"), null=True, blank=True, validators=PART,
        help_text=_("0.6 is 60 %; empty: as the rulebook says of what is not secured"),
    )  # fmt: skip
    least = MoneyField(_("Loss, least"), null=True, blank=True, validators=NOT_LESS)
    likely = MoneyField(_("Loss, most likely"), null=True, blank=True, validators=NOT_LESS)
    most = MoneyField(_("Loss, most"), null=True, blank=True, validators=NOT_LESS)
    unquantified = models.TextField(_("Why not in money"), blank=True)
    note = models.TextField(_("Note"), blank=True)
    score = models.PositiveSmallIntegerField(pgettext_lazy("risk", "Score"), null=True, editable=False)
    level = models.CharField(pgettext_lazy("risk", "Level"), max_length=8, choices=Level, blank=True, default="", editable=False)
    loss = MoneyField(pgettext_lazy("risk", "Expected loss"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Assessment of a risk")
        verbose_name_plural = _("Assessments of risks")
        indexes = listed(
            "risk_ra", "as_of", "updated_at", "score", by={"level": (), "kind": ()}, ranges=["as_of"], rare=["risk"]
        )

    def __str__(self) -> str:
        return f"{self.get_level_display()} · {self.score}"

    def clean(self) -> None:
        """Score, level and expected loss follow from what was typed, as the tables were on that day."""
        if not self._state.adding or self.risk_id is None:
            return
        problems: dict[str, Any] = judging.problems(self)
        if problems:
            raise ValidationError(problems)
        judging.bring(self)
