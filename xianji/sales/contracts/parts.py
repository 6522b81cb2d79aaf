"""What belongs to a contract and is written through its verbs: clauses, reviews, issues, milestones, uses of the seal."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MoneyField
from xianji.sales.contracts.models import Contract, Deviation
from xianji.sales.contracts.terms import PaymentTerm
from xianji.sales.templates.models import Clause, ClauseText


class ContractClause(ClauseText):
    """A clause of a contract, and how far it is from where it came from."""

    class Concern(models.TextChoices):
        LIABILITY = "liability", _("Limit of liability")
        RIGHTS = "rights", _("Intellectual property")
        PENALTY = "penalty", _("Penalty above 30 %")
        PAY_WHEN_PAID = "pay_when_paid", _("Paid only when paid")
        WARRANTY = "warranty", _("Warranty without end")
        EXCLUSIVE = "exclusive", _("Exclusivity")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="clauses")
    source = models.ForeignKey(Clause, models.SET_NULL, null=True, related_name="+", db_index=False)
    original = models.TextField(blank=True)
    deviation = models.CharField(_("Deviation"), max_length=5, choices=Deviation, default=Deviation.NONE)
    concern = models.CharField(_("Concerns"), max_length=14, choices=Concern, blank=True)
    judged_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Clause of a contract")
        ordering = ["place", "pk"]


class ContractReview(models.Model):
    """What a reviewer says of the four sides of a contract. Written once for each review; `text` is what was read."""

    class Verdict(models.TextChoices):
        GOOD = "good", pgettext_lazy("review", "Good")
        BAD = "bad", pgettext_lazy("review", "Not good")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="reviews")
    request = models.ForeignKey("approval.Request", models.CASCADE, related_name="+")
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=64)
    legal = models.CharField(pgettext_lazy("side of a contract", "Legal"), max_length=4, choices=Verdict)
    compliant = models.CharField(_("Compliant"), max_length=4, choices=Verdict)
    accurate = models.CharField(_("Accurate"), max_length=4, choices=Verdict)
    complete = models.CharField(_("Complete"), max_length=4, choices=Verdict)
    comment = models.TextField(_("Comment"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Review of a contract")
        ordering = ["pk"]


class ClauseIssue(models.Model):
    """What a reviewer found wrong, and how it was settled. A high one that is open keeps the contract from being signed."""

    class Severity(models.TextChoices):
        HIGH = "high", pgettext_lazy("issue", "High")
        MEDIUM = "medium", pgettext_lazy("issue", "Medium")
        LOW = "low", pgettext_lazy("issue", "Low")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="issues")
    subject = models.CharField(_("About"), max_length=16, blank=True)
    severity = models.CharField(_("Severity"), max_length=6, choices=Severity)
    text = models.TextField(_("What is wrong"))
    resolution = models.TextField(_("How it was settled"), blank=True)
    raised_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    raised_at = models.DateTimeField()
    resolved_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Issue of a clause")
        ordering = ["pk"]


class Milestone(models.Model):
    """A step of a contract in force by a day; what follows from a payment term, from delivery or from the term itself."""

    class Kind(models.TextChoices):
        DELIVERY = "delivery", pgettext_lazy("milestone", "Delivery")
        ACCEPTANCE = "acceptance", pgettext_lazy("milestone", "Acceptance")
        INVOICE = "invoice", pgettext_lazy("milestone", "Invoice")
        PAYMENT = "payment", pgettext_lazy("milestone", "Payment")
        RENEWAL = "renewal", pgettext_lazy("milestone", "Renewal")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="milestones")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    term = models.ForeignKey(PaymentTerm, models.SET_NULL, null=True, related_name="milestones", db_index=False)
    amount = MoneyField(_("Amount"), null=True)
    due_on = models.DateField(_("Due"), null=True)
    done_on = models.DateField(_("Done"), null=True)
    done_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Milestone")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], name="sales_ms_due", condition=models.Q(done_on=None))]


class SealUse(models.Model):
    """When which seal was put on how many copies, and by whom. Written once."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="seals")
    seal = models.CharField(pgettext_lazy("on a contract", "Seal"), max_length=80)
    copies = models.PositiveSmallIntegerField(_("Copies"), default=2)
    by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Use of the seal")
        ordering = ["pk"]
