"""Account plans: what we want to reach with a customer, or with a segment of small ones."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField, RateField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord

SHARES = ("wallet_now", "wallet_target")


class AccountPlan(OwnedRecord):
    """Approved by the regional manager before it is carried out; a plan for a segment stands for its small customers."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", pgettext_lazy("plan", "Approved")
        ACTIVE = "active", pgettext_lazy("plan", "Being carried out")
        REVIEWED = "reviewed", pgettext_lazy("plan", "Reviewed")
        CLOSED = "closed", pgettext_lazy("plan", "Closed")

    tones = {"approved": "info", "active": "ok", "draft": "warn"}
    final = (State.CLOSED,)
    one_of = ("customer", "playbook")
    number = NumberField(prefix="AP", monthly=True, verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=160)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    playbook = models.ForeignKey(
        "customers.Playbook", models.PROTECT, null=True, blank=True, related_name="plans", verbose_name=_("Segment (playbook)"),
        help_text=_("With a customer: the strategy that it follows. Without: the plan holds for the whole segment."),
        db_index=False,
    )  # fmt: skip
    from_on = models.DateField(_("From"), default=timezone.localdate)
    to_on = models.DateField(pgettext_lazy("period", "To"))
    objectives = models.TextField(_("Objectives"))
    wallet_now = RateField(_("Share of wallet now"), null=True, blank=True, help_text=_("0.25 is a quarter of what they buy"))
    wallet_target = RateField(_("Share of wallet wanted"), null=True, blank=True)
    competitors = models.TextField(_("Competitors"), blank=True)
    risks = models.TextField(_("Risks"), blank=True)
    outcome = models.TextField(_("What came of it"), blank=True, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Account plan")
        verbose_name_plural = _("Account plans")
        indexes = listed(
            "customers_ap", "updated_at", "to_on", by={"state": (), "playbook": ()}, ranges=["to_on"], rare=["customer"],
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """For somebody, for a time, with parts of a whole."""
        if all(getattr(self, f"{name}_id") is None for name in self.one_of):
            raise ValidationError({"customer": _("Choose a customer, or the playbook of a segment.")})
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValidationError({"to_on": _("The plan would end before it begins. Choose a later day.")})
        for name in SHARES:
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                told = {"value": value}
                raise ValidationError({name: _("“%(value)s” is no part of a whole. Type 0 to 1; 0.5 is half.") % told})


class PlanAction(OwnedRecord):
    """What somebody does for a plan by a day; a task of theirs as soon as the plan is carried out."""

    plan = models.ForeignKey(AccountPlan, models.PROTECT, related_name="actions", verbose_name=_("Account plan"))
    title = models.CharField(_("What to do"), max_length=200)
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="+", verbose_name=pgettext_lazy("plan", "Who"))
    due_on = models.DateField(_("Due"))

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Action of a plan")
        verbose_name_plural = _("Actions of a plan")
        indexes = listed("customers_pa", "updated_at")

    def __str__(self) -> str:
        return self.title
