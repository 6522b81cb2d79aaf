"""Contracts: what was agreed with a customer, in which words, and how it is paid."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField, NumberField, RateField
from xianji.kit.indexes import listed
from xianji.lib import money
from xianji.org.records import OwnedRecord
from xianji.sales.contracts import rules
from xianji.sales.contracts.series import series
from xianji.sales.templates.models import ContractTemplate, Kind, Language


class Deviation(models.TextChoices):
    NONE = "none", pgettext_lazy("deviation", "None")
    MINOR = "minor", pgettext_lazy("deviation", "Minor")
    MAJOR = "major", pgettext_lazy("deviation", "Major")


class Contract(OwnedRecord):
    """Amounts are in its currency; `gross` includes tax. A supplement is a contract that `amends` another and tells the totals
    as they are to be; one that `renews` another holds for the time after it. What was reviewed is kept as a fingerprint: nothing
    else is signed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", pgettext_lazy("contract", "In review")
        APPROVED = "approved", pgettext_lazy("contract", "Approved")
        SIGNED = "signed", pgettext_lazy("contract", "Signed")
        EFFECTIVE = "effective", pgettext_lazy("contract", "In force")
        PERFORMING = "performing", pgettext_lazy("contract", "Being carried out")
        COMPLETED = "completed", pgettext_lazy("contract", "Completed")
        ARCHIVED = "archived", pgettext_lazy("contract", "Archived")
        TERMINATED = "terminated", pgettext_lazy("contract", "Terminated")
        DISPUTED = "disputed", pgettext_lazy("contract", "In dispute")

    class Start(models.TextChoices):
        DELIVERY = "delivery", pgettext_lazy("starts with", "Delivery")
        ACCEPTANCE = "acceptance", pgettext_lazy("starts with", "Acceptance")
        USE = "use", pgettext_lazy("starts with", "First use")

    tones = {
        "draft": "warn", "review": "info", "approved": "info", "signed": "info", "effective": "ok", "performing": "ok",
        "terminated": "bad", "disputed": "bad",
    }  # fmt: skip
    final = (State.ARCHIVED, State.TERMINATED)
    by_itself = {State.PERFORMING: _("its first step is done")}
    number = NumberField(prefix="HT", width=4, series=series, verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=200)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="contracts", verbose_name=_("Customer"), db_index=False
    )
    opportunity = models.ForeignKey(
        "sales.Opportunity", models.PROTECT, null=True, blank=True, related_name="contracts", verbose_name=_("Opportunity")
    )
    quote = models.ForeignKey(
        "sales.Quote", models.PROTECT, null=True, blank=True, related_name="contracts",
        verbose_name=pgettext_lazy("sale", "Quote"), help_text=_("Its amounts are those of the contract"),
    )  # fmt: skip
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="supplements", verbose_name=_("Supplement to")
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="renewals", verbose_name=_("Renewal of")
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.SALE)
    template = models.ForeignKey(
        ContractTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Template"), db_index=False,
        help_text=_("Empty for the customer's own text, which legal reads in any case."),
    )  # fmt: skip
    edition = models.PositiveSmallIntegerField(_("Edition of the template"), null=True, editable=False)
    language = models.CharField(_("Language"), max_length=8, choices=Language, default=Language.HANS)
    currency = models.ForeignKey(
        "catalog.Currency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Currency"), db_index=False,
        help_text=_("Empty for base currency"),
    )  # fmt: skip
    net = MoneyField(_("Net amount"))
    tax = MoneyField(_("Tax"), default=0)
    gross = MoneyField(_("Gross amount"), editable=False, default=0)
    from_on = models.DateField(_("From"), null=True, blank=True)
    expires_on = models.DateField(_("Expires"), null=True, blank=True)
    deliver_on = models.DateField(_("Deliver by"), null=True, blank=True)
    deliver_to = models.CharField(_("Deliver to"), max_length=200, blank=True)
    deliver_how = models.CharField(_("Way of delivery"), max_length=120, blank=True)
    accept_days = models.PositiveSmallIntegerField(_("Days for acceptance"), null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField(_("Warranty, months"), null=True, blank=True)
    warranty_from = models.CharField(_("Warranty starts with"), max_length=10, choices=Start, blank=True)
    penalty = RateField(_("Highest penalty"), null=True, blank=True, help_text=_("0.3 is 30 %"))
    is_exclusive = models.BooleanField(_("Exclusive territory"), default=False)
    is_sensitive = models.BooleanField(
        _("Personal data, abroad or foreign law"), default=False, help_text=_("Also a court or arbitration abroad"),
    )  # fmt: skip
    minutes = models.CharField(_("Minutes of the meeting"), max_length=200, blank=True, help_text=_("Where management reviews"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    deviation = models.CharField(_("Deviation"), max_length=5, choices=Deviation, default=Deviation.NONE, editable=False)
    fingerprint = models.CharField("", max_length=64, blank=True, editable=False)
    reviewed = models.CharField("", max_length=64, blank=True, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    sealed_on = models.DateField(_("Sealed"), null=True, editable=False)
    signed_on = models.DateField(_("Signed"), null=True, editable=False)
    signed_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Signed by"), db_index=False
    )
    authority = models.CharField(_("Authority to sign"), max_length=200, blank=True, editable=False)
    their_signatory = models.CharField(_("Signed for the customer by"), max_length=120, blank=True, editable=False)
    identity = models.CharField(_("Identity checked by"), max_length=200, blank=True, editable=False)
    esign = models.CharField(_("Number of the electronic signature"), max_length=120, blank=True, editable=False)
    filed_on = models.DateField(_("Scan filed"), null=True, editable=False)
    effective_on = models.DateField(_("In force since"), null=True, editable=False)
    handed_on = models.DateField(_("Delivery told"), null=True, editable=False)
    progress = models.TextField(_("Last note on progress"), blank=True, editable=False)
    progress_on = models.DateField(_("Progress noted"), null=True, editable=False)
    last_event_on = models.DateField(_("Last step done"), null=True, editable=False)
    completed_on = models.DateField(_("Closed out"), null=True, editable=False)
    disputed_on = models.DateField(_("In dispute since"), null=True, editable=False)
    claimed_on = models.DateField(_("Claimed again"), null=True, editable=False)
    """In dispute: when we last asked for what is ours in a way that is proved, so that its time runs anew (民法典 195)."""
    resumes_as = models.CharField("", max_length=10, blank=True, editable=False)
    ended_because = models.CharField(_("Reason"), max_length=300, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Contract")
        verbose_name_plural = _("Contracts")
        indexes = [
            *listed(
                "sales_ht", "updated_at", "signed_on", "expires_on", "gross", by={"state": ("expires_on",)},
                ranges=["signed_on", "expires_on", "gross"], rare=["customer"],
            ),
            models.Index(fields=["external_ref"], name="sales_ht_ref", condition=~models.Q(external_ref="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Amounts add up, days follow each other, and what is signed stands."""
        amounts = [one for one in (self.net, self.tax) if isinstance(one, Decimal)]
        if len(amounts) == 2:
            self.gross = money.plus(*amounts)
        if any(one < 0 for one in amounts):
            raise ValidationError({"net": _("A contract is not about less than nothing.")})
        if self.from_on and self.expires_on and self.expires_on < self.from_on:
            raise ValidationError({"expires_on": _("The contract would expire before it begins. Choose a later day.")})
        if self.penalty is not None and not 0 <= self.penalty <= 1:
            told = {"value": self.penalty}
            raise ValidationError({"penalty": _("“%(value)s” is no part of a whole. Type 0 to 1; 0.5 is half.") % told})
        self.must_belong()
        self.must_stand()

    def must_belong(self) -> None:
        """Deal and quote are those of its customer; it is made from a text that legal stands for."""
        problems = {}
        moved = not self._state.adding and self.customer_id != self.was("customer")
        for name in ("opportunity", "quote", *(["renews"] if moved else [])):
            other = getattr(self, name)
            if other is not None and other.customer_id not in (None, self.customer_id):
                problems[name] = _("“%(deal)s” is with another customer.") % {"deal": other}
        chosen = self.template if self.template_id != self.was("template") else None
        if chosen is not None and chosen.state != ContractTemplate.State.IN_FORCE:
            problems["template"] = _("“%(template)s” is not in use.") % {"template": chosen}
        if problems:
            raise ValidationError(problems)

    def must_stand(self) -> None:
        """What was signed is changed by a supplement only."""
        if self.loaded("state") not in rules.SIGNED or self.is_amended:
            return
        changed = [name for name in rules.TERMS if getattr(self, column(name).attname) != self.was(name)]
        if changed:
            told = _("The contract is signed. A supplement changes it.")
            raise ValidationError(dict.fromkeys(changed, told))

    @property
    def begun_on(self) -> date:
        """The first day of its time, as agreed or as it came."""
        return self.from_on or self.effective_on or self.signed_on or timezone.localdate()

    @property
    def renewed_until(self) -> date | None:
        """Until when a renewal would last; its dialog begins with it."""
        return rules.next_time(self.begun_on, self.expires_on, timezone.localdate())[1] if self.expires_on else None

    def was(self, name: str) -> Any:
        return self.loaded(column(name).attname)

    is_amended = False
    """Whether a supplement is taking effect on it."""


def column(name: str) -> Any:
    """A field of a contract by its name."""
    return Contract._meta.get_field(name)
