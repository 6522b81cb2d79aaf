"""Responses to risks: what is done about them, by whom and until when."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.risk.responses import due
from xianji.risk.risks import keeping, rules
from xianji.risk.risks.models import LEVEL_TONES, Level

TYPED = ("risk_id", "strategy", "title", "measures", "cost", "due_on")


class RiskResponse(OwnedRecord):
    """Its owner carries it out; whoever the level names approves it."""

    class Strategy(models.TextChoices):
        AVOID = "avoid", pgettext_lazy("response", "Avoid")
        REDUCE = "reduce", pgettext_lazy("response", "Reduce")
        TRANSFER = "transfer", pgettext_lazy("response", "Transfer")
        ACCEPT = "accept", pgettext_lazy("response", "Accept")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("response", "Proposed")
        APPROVED = "approved", pgettext_lazy("response", "Approved")
        DONE = "done", pgettext_lazy("response", "Done")
        VERIFIED = "verified", pgettext_lazy("response", "Verified")

    tones = {**LEVEL_TONES, "proposed": "warn", "approved": "info", "done": "ok", "verified": "ok"}
    final = (State.VERIFIED,)
    titled = "title"
    risk = models.ForeignKey(
        "risk.Risk", models.PROTECT, related_name="responses", verbose_name=pgettext_lazy("register", "Risk"), db_index=False
    )
    strategy = models.CharField(pgettext_lazy("response", "Strategy"), max_length=8, choices=Strategy)
    title = models.CharField(pgettext_lazy("response", "Response"), max_length=160)
    measures = models.TextField(pgettext_lazy("response", "What is done"), blank=True)
    cost = MoneyField(
        pgettext_lazy("response", "What it costs"), null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )
    due_on = models.DateField(
        pgettext_lazy("response", "Done by"), null=True, blank=True,
        help_text=_("Empty: so many working days from today as the level of the risk allows"),
    )  # fmt: skip
    level = models.CharField(_("Level when asked"), max_length=8, choices=Level, blank=True, default="", editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PROPOSED, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    done_on = models.DateField(_("Done on"), null=True, editable=False)
    effect = models.TextField(pgettext_lazy("response", "Effect"), blank=True, default="", editable=False)
    verified_on = models.DateField(_("Verified on"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Response to a risk")
        verbose_name_plural = _("Responses to risks")
        indexes = listed(
            "risk_rr", "updated_at", "due_on", by={"state": (), "strategy": ()}, ranges=["due_on"], rare=["risk"]
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """To a risk that is open; by those who keep its class."""
        if self.risk_id is None:
            return
        is_new = self._state.adding or self.risk_id != self.loaded("risk_id")
        problems: dict[str, Any] = {}
        if is_new and self.risk.state not in rules.OPEN:
            problems["risk"] = _("This risk is not open any more.")
        if problems:
            raise ValidationError(problems)
        if is_new or any(getattr(self, name) != self.loaded(name) for name in TYPED):
            keeping.must_keep(self.risk, field="risk")
        if self.due_on is None:
            self.due_on = due.day_of(self.risk)
