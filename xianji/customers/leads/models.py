"""Leads: somebody who may become a customer, from the first sign of interest to a customer or a no."""

from typing import Any

from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.contacts.models import Contact
from xianji.kit.fields import BlindIndex, EncryptedField, FactorField, MoneyField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Lead(OwnedRecord):
    """Who asked, where it came from, how well it fits. In a pool it has no owner and belongs to a unit."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("lead", "New")
        ASSIGNED = "assigned", pgettext_lazy("lead", "Assigned")
        CONTACTED = "contacted", pgettext_lazy("lead", "Contacted")
        NURTURING = "nurturing", pgettext_lazy("lead", "Nurturing")
        QUALIFIED = "qualified", pgettext_lazy("lead", "Qualified")
        CONVERTED = "converted", pgettext_lazy("lead", "Converted")
        DISQUALIFIED = "disqualified", pgettext_lazy("lead", "Disqualified")
        RECYCLED = "recycled", pgettext_lazy("lead", "In the pool")

    class Source(models.TextChoices):
        EVENT = "event", _("Fair or event")
        WEB = "web", _("Web")
        PHONE = "phone", pgettext_lazy("channel", "Telephone")
        REFERRAL = "referral", _("Referral")
        PARTNER = "partner", pgettext_lazy("channel", "Partner")
        LIST = "list", pgettext_lazy("source", "List")

    class Basis(models.TextChoices):
        CONSENT = "consent", pgettext_lazy("lawful basis", "Consent")
        CONTRACT = "contract", pgettext_lazy("lawful basis", "Contract")
        PUBLIC = "public", _("Lawfully public")

    class Standing(models.TextChoices):
        PRIORITY = "priority", _("Priority industry")
        NORMAL = "normal", _("Normal industry")
        OTHER = "other", _("Other industry")
        EXCLUDED = "excluded", _("Excluded industry")

    class Grade(models.TextChoices):
        A = "A", pgettext_lazy("grade", "A")
        B = "B", pgettext_lazy("grade", "B")
        C = "C", pgettext_lazy("grade", "C")
        D = "D", pgettext_lazy("grade", "D")

    titled = "company"
    tones = {
        "assigned": "info", "contacted": "info", "qualified": "ok", "converted": "ok", "disqualified": "bad", "recycled": "warn"
    }  # fmt: skip
    by_itself = {State.CONTACTED: _("Somebody was reached.")}
    final = (State.CONVERTED,)
    number = NumberField(prefix="LD", monthly=True, width=5, verbose_name=_("Number"))
    company = models.CharField(_("Company"), max_length=200)
    person = models.CharField(_("Contact person"), max_length=120)
    job = models.CharField(_("Job title"), max_length=120, blank=True)
    part = models.CharField(_("Part in buying"), max_length=10, choices=Contact.Part, blank=True)
    mobile = EncryptedField(_("Mobile"), blank=True, default="", kind="phone")
    mobile_mark = BlindIndex(of="mobile", db_index=True)
    email = EncryptedField(_("Email"), blank=True, default="", kind="mail", validators=[validate_email])
    email_mark = BlindIndex(of="email", db_index=True)
    wechat = EncryptedField(_("WeChat"), blank=True, default="", kind="text")
    wechat_mark = BlindIndex(of="wechat")
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.NEW, editable=False)
    source = models.CharField(pgettext_lazy("lead", "Source"), max_length=8, choices=Source)
    campaign = models.ForeignKey(
        "customers.Campaign", models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("Campaign"),
        db_index=False,
    )  # fmt: skip
    medium = models.CharField(pgettext_lazy("lead", "Medium"), max_length=40, blank=True, editable=False)
    industry = models.ForeignKey(
        "catalog.Term", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Industry"),
        limit_choices_to={"dictionary": "industry"}, db_index=False,
    )  # fmt: skip
    standing = models.CharField(_("Kind of industry"), max_length=8, choices=Standing, blank=True)
    region = models.ForeignKey(
        "org.Region", models.PROTECT, null=True, blank=True, verbose_name=_("Region"), db_index=False
    )
    employees = models.PositiveIntegerField(_("Employees"), null=True, blank=True)
    annual_revenue = MoneyField(_("Annual revenue"), null=True, blank=True)
    need = models.TextField(_("Need"), blank=True)
    budget = MoneyField(_("Budget"), null=True, blank=True)
    wanted_on = models.DateField(_("Wanted by"), null=True, blank=True)
    basis = models.CharField(_("Lawful basis"), max_length=8, choices=Basis)
    do_not_contact = models.BooleanField(_("Do not contact"), default=False, editable=False)
    fit = FactorField(_("Fit"), default=0, editable=False)
    behaviour = FactorField(_("Behaviour"), default=0, editable=False)
    score = FactorField(_("Score"), default=0, editable=False)
    grade = models.CharField(_("Grade"), max_length=1, choices=Grade, blank=True, default="", editable=False)
    assigned_at = models.DateTimeField(pgettext_lazy("lead", "Assigned"), null=True, editable=False)
    first_due_at = models.DateTimeField(_("First contact due"), null=True, editable=False)
    contacted_at = models.DateTimeField(_("First contact"), null=True, editable=False)
    missed_by = models.ForeignKey(
        "org.Person", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("First contact missed by"),
        db_index=False,
    )  # fmt: skip
    missed_at = models.DateTimeField(null=True, editable=False)
    followed_at = models.DateTimeField(_("Last follow-up"), null=True, editable=False)
    next_step = models.CharField(_("Next step"), max_length=200, blank=True)
    next_step_at = models.DateTimeField(_("Next step on"), null=True, blank=True)
    closed_because = models.CharField(_("Why not"), max_length=200, blank=True, editable=False)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, editable=False, related_name="leads", verbose_name=_("Customer"),
        db_index=False,
    )  # fmt: skip
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, editable=False, related_name="leads", verbose_name=_("Contact")
    )
    deal_id = models.BigIntegerField(null=True, editable=False, unique=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Lead")
        verbose_name_plural = _("Leads")
        indexes = [
            *listed(
                "customers_l", "updated_at", "score", "next_step_at", by={"state": ("next_step_at",), "grade": (), "source": ()},
                ranges=["next_step_at"], rare=["campaign", "customer", "medium"],
            ),
            models.Index(
                fields=["first_due_at", "id"], name="customers_l_first_due",
                condition=models.Q(deleted_at=None, contacted_at=None, state="assigned"),
            ),
            models.Index(fields=["company", "id"], name="customers_l_company"),
            models.Index(fields=["external_ref"], name="customers_l_ref", condition=~models.Q(external_ref="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.company


def called(name: str) -> str:
    """What a field of leads is called, in the reader's language."""
    field: Any = Lead._meta.get_field(name)
    return str(field.verbose_name)


class Signal(models.Model):
    """Something a lead did that speaks for or against it, with the points that the table of that day gave. Written once."""

    class Kind(models.TextChoices):
        QUOTE = "quote", _("Asked for a quote or a demonstration")
        TALK = "talk", _("Long talk at a fair, visit on site")
        PRICE = "price", _("Looked at prices or the selector")
        WEBINAR = "webinar", _("Webinar")
        PAPER = "paper", _("White paper")
        CALL = "call", _("Answered a call")
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
        INVALID = "invalid", _("Invalid number")
        REFUSED = "refused", _("Said there is no need")
        OUTSIDER = "outsider", _("Competitor or student")

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=12, choices=Kind)
    points = models.SmallIntegerField()
    excludes = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey("org.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("Sign of interest")
        indexes = [models.Index(fields=["lead", "at"], name="customers_signal_lead")]


class ScoreRun(models.Model):
    """The scores of all open leads were counted anew. Written once."""

    at = models.DateTimeField(db_index=True)
    changed = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Scores counted anew")
