"""Opportunities: deals on their way from the first talk to won or lost."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField
from xianji.kit.indexes import ForSorting, listed
from xianji.org.records import OwnedRecord


class Opportunity(OwnedRecord):
    """A possible sale. Customer, amount and expected close may be blank while it is open; controls point that out."""

    class Stage(models.TextChoices):
        QUALIFY = "qualify", _("Qualify")
        NEEDS = "needs", pgettext_lazy("stage", "Needs")
        SOLUTION = "solution", _("Solution")
        NEGOTIATION = "negotiation", _("Negotiation")
        CONTRACT = "contract", pgettext_lazy("stage", "Contract")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    tones = {"won": "ok", "lost": "bad", "contract": "info", "negotiation": "info"}
    number = NumberField(prefix="OP", monthly=True, verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=200)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="opportunities",
        verbose_name=_("Customer"), db_index=False,
    )  # fmt: skip
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Contact")
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Product"),
        db_index=False,
    )  # fmt: skip
    amount = MoneyField(_("Amount"), null=True, blank=True)
    is_renewal = models.BooleanField(_("Renewal"), default=False, help_text=_("What the customer buys already, once more"))
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage, default=Stage.QUALIFY, editable=False)
    staged_on = models.DateField(_("In this stage since"), null=True, editable=False)
    opened_on = models.DateField(_("Opened"), null=True, blank=True)
    expected_on = models.DateField(_("Expected close"), null=True, blank=True)
    closed_on = models.DateField(_("Closed"), null=True, editable=False)
    solution_on = models.DateField(
        _("Solution accepted"), null=True, blank=True, help_text=_("The day on which their engineers said that it will do")
    )
    rivals = models.CharField(_("Competitors in play"), max_length=200, blank=True, help_text=_("“None” where there is none"))
    committed_on = models.DateField(_("Committed"), null=True, editable=False)
    next_step = models.CharField(_("Next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("Next step on"), null=True, blank=True)
    lost_reason = models.CharField(_("Reason for losing"), max_length=200, blank=True, editable=False)
    competitor = models.CharField(_("Competitor"), max_length=120, blank=True, editable=False)
    counts_for = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Counts for"), db_index=False
    )
    """Whoever owned it when it was won or lost: handing it over later moves no figure of a person."""
    is_undecided = models.BooleanField(_("Nobody was chosen"), default=False, editable=False)
    """Lost, but to nobody: the customer put it off for good. It counts in no win rate."""

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Opportunity")
        verbose_name_plural = _("Opportunities")
        indexes = [
            *listed(
                "sales_o", "updated_at", "amount", "expected_on", "closed_on", "opened_on",
                by={"stage": ("expected_on",), "product": ()}, ranges=["amount", "expected_on", "closed_on", "opened_on"],
                rare=["customer", "counts_for"],
            ),
            ForSorting(fields=["stage", "closed_on", "id", "org_path", "owner"], name="sales_o_stage"),
            models.Index(fields=["next_step_on", "id"], name="sales_o_next"),
            models.Index(fields=["external_ref"], name="sales_o_ref", condition=~models.Q(external_ref="")),
        ]

    is_corrected = False
    """Whether the amount is being corrected by its verb."""

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """What was won counts as revenue, for whoever owned it then: its amount is corrected by a verb of its own, with a
        reason."""
        if self.amount is not None and self.amount < 0:
            raise ValidationError({"amount": _("Less than nothing is no deal. Type 0 or more.")})
        if self.stage != self.loaded("stage"):
            self.counts_for_id = self.owner_id if self.stage in (self.Stage.WON, self.Stage.LOST) else None
        won = self.Stage.WON == self.stage == self.loaded("stage")
        if won and self.amount != self.loaded("amount") and not self.is_corrected:
            told = _("The deal is won, so its amount stands. “Correct the amount” changes it, with a reason.")
            raise ValidationError({"amount": told})


class StageChange(models.Model):
    """When an opportunity went from one stage to the next, and by whom. Written once."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="stage_changes")
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.ForeignKey("org.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("Stage change")
        indexes = [models.Index(fields=["opportunity", "at"], name="sales_stage_change")]
