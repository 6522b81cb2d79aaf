"""Negotiations: what we want, the least we take, and what was said round by round."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, QuantityField, RateField
from xianji.kit.indexes import listed
from xianji.kit.shares import misfit
from xianji.org.records import OwnedRecord
from xianji.rulebook.parameters.reading import value
from xianji.sales.negotiations import rules

THEIRS = ("buyer_least", "buyer_likely", "buyer_most")
PRICES = ("opening", "target", "batna_value", "floor", *THEIRS, "ours", "theirs", "agreed_price")


class Negotiation(OwnedRecord):
    """About the terms of one deal. The least we take is known to the seller and those above."""

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("negotiation", "Being prepared")
        IN_ROUND = "in_round", _("Under way")
        PAUSED = "paused", pgettext_lazy("negotiation", "Paused")
        AGREED = "agreed", pgettext_lazy("negotiation", "Agreed")
        NO_DEAL = "no_deal", _("No agreement")

    class Mood(models.TextChoices):
        WARM = "warm", _("Warm")
        FACTUAL = "factual", _("Factual")
        TENSE = "tense", _("Tense")

    tones = {"in_round": "info", "agreed": "ok", "no_deal": "bad", "paused": "warn"}
    final = (State.AGREED, State.NO_DEAL)
    number = NumberField(prefix="NG", monthly=True, width=2, verbose_name=_("Number"))
    opportunity = models.ForeignKey(
        "sales.Opportunity", models.PROTECT, related_name="negotiations", verbose_name=_("Opportunity"), db_index=False
    )
    counterpart = models.TextField(
        _("The other side"), blank=True, help_text=_("Who sits opposite, what they need, what presses them, who decides")
    )
    opening = MoneyField(_("Opening price"), null=True, blank=True)
    target = MoneyField(_("Target price"), null=True, blank=True)
    batna = models.TextField(
        _("Best alternative"), blank=True, help_text=_("What we do if nothing comes of this, and what they do")
    )
    batna_value = MoneyField(_("Worth of the best alternative"), null=True, blank=True)
    floor = MoneyField(_("Price floor"), null=True, blank=True)
    buyer_least = MoneyField(_("Their limit, at least"), null=True, blank=True)
    buyer_likely = MoneyField(_("Their limit, most likely"), null=True, blank=True)
    buyer_most = MoneyField(_("Their limit, at most"), null=True, blank=True)
    ours = MoneyField(_("Our offer"), null=True, editable=False)
    theirs = MoneyField(_("Their offer"), null=True, blank=True, editable=False)
    mood = models.CharField(_("Mood"), max_length=8, choices=Mood, blank=True, editable=False)
    agreed_price = MoneyField(_("Agreed price"), null=True, editable=False)
    memo = models.TextField(_("Memo of the terms"), blank=True, editable=False)
    begun_on = models.DateField(_("Begun"), null=True, editable=False)
    ended_on = models.DateField(pgettext_lazy("negotiation", "Ended"), null=True, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PREPARED, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = pgettext_lazy("record", "Negotiation")
        verbose_name_plural = _("Negotiations")
        indexes = listed("sales_ng", "updated_at", by={"state": ()}, rare=["opportunity"])

    def __str__(self) -> str:
        return self.number

    may_fall = False
    """Whether somebody above lowers the least we take just now."""

    def clean(self) -> None:
        """Prices are not less than nothing, their limit at most is not below their limit at least, and the least we take does
        not fall while one talks."""
        told: dict[str, Any] = {
            name: _("Less than nothing is no price.") for name in PRICES if (getattr(self, name) or 0) < 0
        }
        before = None
        for name in THEIRS:
            limit = getattr(self, name)
            if limit is not None and before is not None and limit < before:
                told.setdefault(name, _("Less than the figure before it. The three go from the lowest up."))
            before = limit if limit is not None else before
        if self.has_fallen and not self.may_fall:
            told["floor"] = _("The talks have begun, so the least we take stands. Somebody above lowers it with “Take less”.")
        if told:
            raise ValidationError(told)

    @property
    def has_fallen(self) -> bool:
        """Whether less is taken now than when the talks began, or nothing is the least any more."""
        first = rules.reservation(self.loaded("batna_value"), self.loaded("floor"))
        least = self.reservation
        return self.loaded("state") not in (None, self.State.PREPARED) and first is not None and (least is None or least < first)

    @property
    def reservation(self) -> Decimal | None:
        return rules.reservation(self.batna_value, self.floor)


class NegotiationIssue(OwnedRecord):
    """One matter besides the whole price: delivery, payment, warranty; in numbers, so that packages can be compared."""

    negotiation = models.ForeignKey(
        Negotiation, models.PROTECT, related_name="issues", verbose_name=pgettext_lazy("record", "Negotiation")
    )
    title = models.CharField(_("Matter"), max_length=120)
    weight = RateField(_("Weight"), help_text=_("All together are 1"))
    opening = QuantityField(pgettext_lazy("negotiation", "Opening"), null=True, blank=True)
    target = QuantityField(pgettext_lazy("negotiation", "Target"))
    least = QuantityField(_("The least we take"))
    offered = QuantityField(_("On the table"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Matter of a negotiation")
        verbose_name_plural = _("Matters of a negotiation")
        indexes = listed("sales_ngi", "updated_at")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if told := misfit(self.weight, whole=True):
            raise ValidationError({"weight": told})
        stands = not self._state.adding and self.negotiation.state != Negotiation.State.PREPARED
        if stands and self.least != self.loaded("least"):
            raise ValidationError({"least": _("The talks have begun, so the least we take stands.")})

    @property
    def reckoned(self) -> rules.Issue:
        return rules.Issue(self.weight, self.target, self.least, self.offered)


class Concession(OwnedRecord):
    """What was given way in, what was asked in return, and who allowed it."""

    negotiation = models.ForeignKey(
        Negotiation, models.PROTECT, related_name="concessions", verbose_name=pgettext_lazy("record", "Negotiation")
    )
    title = models.CharField(_("Matter"), max_length=120)
    before = models.CharField(pgettext_lazy("concession", "From"), max_length=120)
    after = models.CharField(pgettext_lazy("concession", "To"), max_length=120)
    worth = MoneyField(_("Worth to us"), null=True, blank=True)
    asked = models.CharField(_("Asked in return"), max_length=200, blank=True)
    waived = models.CharField(_("Why nothing was asked in return"), max_length=200, blank=True)
    allowed_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Allowed by")
    )

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Concession")
        verbose_name_plural = _("Concessions")
        indexes = listed("sales_ngc", "updated_at")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Nothing of weight is given away for nothing."""
        least: Any = value("nego.concession")
        if self.worth is not None and self.worth >= least and not (self.asked or self.waived):
            told = _("A concession of %(least)s or more asks for something in return, or says why it does not.")
            raise ValidationError({"asked": told % {"least": least}})


class Round(models.Model):
    """What both sides offered, and in what mood. Written once."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("org.Person", models.SET_NULL, null=True, related_name="+")
    ours = MoneyField(null=True)
    theirs = MoneyField(null=True)
    mood = models.CharField(max_length=8, choices=Negotiation.Mood, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Round")
        constraints = [models.UniqueConstraint(fields=["negotiation", "number"], name="sales_round_once")]
