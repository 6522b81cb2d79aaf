"""Rounds: each quarter every class of risk is gone through; its keeper names what there is, or signs that there is none."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.risk.risks.models import Risk


class RiskRound(OwnedRecord):
    """One class in one quarter. Its owner holds the function that answers for the class."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("round", "To be gone through")
        NAMED = "named", pgettext_lazy("round", "Risks are named")
        NONE = "none", pgettext_lazy("round", "None, signed")

    tones = {"open": "warn", "named": "ok", "none": "ok"}
    final = (State.NAMED, State.NONE)
    number = NumberField(prefix="RR", monthly=True, width=3, verbose_name=_("Number"))
    quarter = models.CharField(_("Quarter"), max_length=7)
    category = models.CharField(pgettext_lazy("risk", "Class"), max_length=11, choices=Risk.Category)
    due_on = models.DateField(_("Due"))
    state = models.CharField(_("State"), max_length=5, choices=State, default=State.OPEN, editable=False)
    live = models.PositiveIntegerField(_("Open risks then"), null=True, editable=False)
    signed_on = models.DateField(pgettext_lazy("round", "Signed on"), null=True, editable=False)
    note = models.TextField(_("What was gone through"), blank=True, default="", editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("register", "Round of risks")
        verbose_name_plural = pgettext_lazy("register", "Rounds of risks")
        constraints = [models.UniqueConstraint(fields=["quarter", "category"], name="risk_round_once")]
        indexes = listed("risk_ro", "due_on", "updated_at", by={"state": (), "category": (), "quarter": ()}, ranges=["due_on"])

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.quarter}"
