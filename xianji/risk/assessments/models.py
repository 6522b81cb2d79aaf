"""Credit assessments: five things that are known of a customer, the points that they give, and the rating that follows."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import FactorField, MoneyField, NumberField, RateField
from xianji.kit.indexes import ALIVE, listed
from xianji.lib import actor
from xianji.org.records import OwnedRecord
from xianji.risk.standing.placing import lie_with

ONE_RATING = "risk_ca_one_active"


class CreditAssessment(OwnedRecord):
    """What finance found about a customer on a day. It lies where the customer lies, and one of each customer holds."""

    class Cause(models.TextChoices):
        FIRST = "first", pgettext_lazy("assessment", "First assessment")
        REVIEW = "review", pgettext_lazy("assessment", "Review date")
        OVERDUE = "overdue", pgettext_lazy("assessment", "Overdue payment")
        NEWS = "news", pgettext_lazy("assessment", "Grave news")
        LIMIT = "limit", pgettext_lazy("assessment", "Another limit is wanted")

    class Public(models.TextChoices):
        CLEAN = "clean", pgettext_lazy("public record", "Clean")
        MINOR = "minor", _("Minor entries")
        PENDING = "pending", _("Large case pending")
        LISTED = "listed", pgettext_lazy("public record", "Listed for not paying")

    class Veto(models.TextChoices):
        INSOLVENT = "insolvent", _("Insolvency has been filed")
        FRAUD = "fraud", pgettext_lazy("credit", "Fraud")

    class Security(models.TextChoices):
        INSURED = "insured", _("Insurance or bank guarantee")
        PLEDGE = "pledge", _("Pledge or guarantee of the parent")
        NONE = "none", _("None")

    class Outlook(models.TextChoices):
        GROWING = "growing", pgettext_lazy("industry", "Growing")
        STABLE = "stable", pgettext_lazy("industry", "Stable")
        WEAK = "weak", pgettext_lazy("industry", "Weak")
        SHRINKING = "shrinking", pgettext_lazy("industry", "Shrinking")

    class Setting(models.TextChoices):
        GOOD = "good", pgettext_lazy("region", "Favourable")
        NEUTRAL = "neutral", pgettext_lazy("region", "Neutral")
        BAD = "bad", pgettext_lazy("region", "Adverse")

    class Supplier(models.TextChoices):
        SOLE = "sole", _("The only one")
        SEVERAL = "several", _("One of several")
        MINOR = "minor", _("Of little weight")

    class Rating(models.TextChoices):
        AAA = "AAA", pgettext_lazy("rating", "AAA")
        AA = "AA", pgettext_lazy("rating", "AA")
        A = "A", pgettext_lazy("rating", "A")
        B = "B", pgettext_lazy("rating", "B")
        C = "C", pgettext_lazy("rating", "C")
        D = "D", pgettext_lazy("rating", "D")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        ACTIVE = "active", pgettext_lazy("assessment", "Holds")
        EXPIRED = "expired", pgettext_lazy("assessment", "Expired")

    tones = {"draft": "warn", "review": "info", "active": "ok", "C": "warn", "D": "bad"}
    final = (State.EXPIRED,)
    doubles = {ONE_RATING: _("A rating of this customer holds already. End that one first.")}
    number = NumberField(prefix="CR", monthly=True, verbose_name=_("Number"))
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="credit_assessments", verbose_name=_("Customer"), db_index=False
    )
    as_of = models.DateField(_("Assessed on"), default=timezone.localdate)
    cause = models.CharField(_("Occasion"), max_length=8, choices=Cause, default=Cause.FIRST)
    assessor = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Assessed by"), db_index=False
    )
    is_new = models.BooleanField(_("New, without history"), default=False)
    punctual = RateField(_("Paid on time, 12 months"), null=True, blank=True, help_text=_("0.95 is 95 %; empty where unknown"))
    record = models.CharField(_("Public record"), max_length=7, choices=Public, default=Public.CLEAN)
    veto = models.CharField(_("Excluded because"), max_length=9, choices=Veto, blank=True)
    years = FactorField(_("Years together"), default=0)
    statements_on = models.DateField(_("Financial statements of"), null=True, blank=True)
    current = FactorField(_("Current ratio"), null=True, blank=True)
    quick = FactorField(_("Quick ratio"), null=True, blank=True)
    net_margin = RateField(_("Net margin"), null=True, blank=True)
    revenue = MoneyField(_("Annual revenue"), null=True, blank=True)
    debt = RateField(_("Debt ratio"), null=True, blank=True)
    assets = MoneyField(_("Net assets"), null=True, blank=True)
    security = models.CharField(_("Security"), max_length=7, choices=Security, default=Security.NONE)
    cover = RateField(_("Share of the exposure covered"), default=0)
    outlook = models.CharField(_("Outlook of the industry"), max_length=9, choices=Outlook, default=Outlook.STABLE)
    setting = models.CharField(_("Region and policy"), max_length=7, choices=Setting, default=Setting.NEUTRAL)
    supplier = models.CharField(_("We as a supplier"), max_length=7, choices=Supplier, default=Supplier.SEVERAL)
    monthly_sales = MoneyField(_("Average monthly sales"), default=0, help_text=_("With tax; of a new customer what is expected"))
    overdue_days = models.PositiveIntegerField(_("Days overdue"), default=0, editable=False)
    score = FactorField(_("Score"), default=0, editable=False)
    rating = models.CharField(_("Rating"), max_length=3, choices=Rating, blank=True, editable=False)
    terms_days = models.PositiveSmallIntegerField(_("Payment within, days"), null=True, editable=False)
    advance = RateField(_("Advance"), null=True, editable=False)
    limit = MoneyField(_("Standard limit"), default=0, editable=False)
    review_on = models.DateField(_("Looked at again on"), null=True, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Credit assessment")
        verbose_name_plural = _("Credit assessments")
        indexes = listed(
            "risk_ca", "as_of", "updated_at", "score", "review_on", by={"state": (), "rating": ()}, ranges=["review_on"],
            rare=["customer"],
        )  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["customer"], condition=models.Q(state="active") & ALIVE, name=ONE_RATING)
        ]

    def __str__(self) -> str:
        return self.number

    def validate_constraints(self, exclude: Any = None) -> None:
        """The verbs make room before they store, and the database sees to it that there is one."""

    def clean(self) -> None:
        """It lies where the customer lies; whoever sells does not rate."""
        problems: dict[str, Any] = {}
        if self._state.adding:
            self.assessor_id = self.assessor_id or actor.current().person_id
        told = (self.loaded("customer_id"), self.loaded("assessor_id"))
        if self.customer_id is not None and told != (self.customer_id, self.assessor_id):
            lie_with(self, self.customer)
            if self.assessor_id and self.assessor_id == self.customer.owner_id:
                problems["customer"] = _("Whoever answers for a customer does not rate its credit. Ask somebody else in finance.")
        if self.as_of and self.as_of > timezone.localdate():
            problems["as_of"] = _("An assessment tells what is known today. Choose today or an earlier day.")
        for name in ("punctual", "cover"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                problems[name] = _("“%(value)s” is no part of a whole. Type 0 to 1; 0.5 is half.") % {"value": value}
        for name in ("years", "current", "quick", "debt", "revenue", "assets", "monthly_sales"):
            value = getattr(self, name)
            if value is not None and value < 0:
                problems[name] = _("“%(value)s” is less than nothing. Type 0 or more.") % {"value": value}
        if problems:
            raise ValidationError(problems)
