"""Web forms: pages without sign-in by which somebody becomes a lead, what they agreed to there, and what was refused."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.consents.models import Purpose
from xianji.customers.leads.models import Lead, Signal, called
from xianji.customers.webforms import rules
from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.kit.web.writing import several
from xianji.org.records import OwnedRecord

LETTERS = 18


def new_key() -> str:
    """Twenty-four letters that nobody guesses."""
    return secrets.token_urlsafe(LETTERS)


class Asked(models.TextChoices):
    NO = rules.NO, pgettext_lazy("field of a form", "Not asked")
    MAY = rules.MAY, pgettext_lazy("field of a form", "Asked")
    MUST = rules.MUST, pgettext_lazy("field of a form", "Required")


def asks(label: Any, default: str = Asked.NO) -> Any:
    return models.CharField(label, max_length=4, choices=Asked, default=default)


def heading(label: Any) -> Any:
    return models.CharField(label, max_length=120, blank=True)


def words(label: Any) -> Any:
    return models.TextField(label, max_length=2000, blank=True)


MARKETING = tuple(f"marketing_{language}" for language in rules.LANGUAGES)


class WebForm(OwnedRecord):
    """A page that anybody may fill in. Its owner looks at what seems doubtful. Where it has a marketing text, people may tick a
    second box; nobody has to."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("web form", "Draft")
        PUBLISHED = "published", pgettext_lazy("web form", "Published")
        CLOSED = "closed", pgettext_lazy("web form", "Closed")

    tones = {"published": "ok", "closed": "warn"}
    number = NumberField(prefix="WF", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=120)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.DRAFT, editable=False)
    campaign = models.ForeignKey(
        "customers.Campaign", models.PROTECT, null=True, blank=True, related_name="webforms", verbose_name=_("Campaign"),
        db_index=False,
    )  # fmt: skip
    channel = models.CharField(
        pgettext_lazy("lead", "Source"), max_length=8, choices=Lead.Source, default=Lead.Source.WEB,
        help_text=_("What its leads have as their source."),
    )  # fmt: skip
    sign = models.CharField(
        _("Sign of interest"), max_length=12, choices=Signal.Kind, blank=True,
        help_text=_("What filling it in says of a lead, for its score."),
    )  # fmt: skip
    region = models.ForeignKey(
        "org.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Region"), db_index=False
    )
    team = models.ForeignKey(
        "org.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("For the team"), db_index=False,
        help_text=_("The table of assignment chooses among its sellers; empty: among all who answer for the region."),
    )  # fmt: skip
    sites = models.TextField(
        _("May be embedded on"), max_length=2000, blank=True,
        validators=[RegexValidator(rules.ORIGINS, _("Write addresses of sites such as https://www.example.com, one a line."))],
        help_text=_("Addresses of sites, one a line. Empty: the page stands by itself only."),
    )  # fmt: skip
    asks_job = asks(_("Job title"), Asked.MAY)
    asks_mobile = asks(_("Mobile"), Asked.MUST)
    asks_email = asks(_("Email"), Asked.MAY)
    asks_wechat = asks(_("WeChat"))
    asks_employees = asks(_("Employees"))
    asks_need = asks(_("Need"), Asked.MAY)
    asks_wanted_on = asks(_("Wanted by"))
    purpose = models.CharField(_("Consent to"), max_length=10, choices=Purpose, default=Purpose.SALES)
    edition = models.PositiveSmallIntegerField(_("Version of the consent text"), default=0, editable=False)
    heading_zh_hans = heading(_("Heading, simplified Chinese"))
    intro_zh_hans = words(_("Introduction, simplified Chinese"))
    consent_zh_hans = words(_("Consent text, simplified Chinese"))
    marketing_zh_hans = words(_("Marketing text, simplified Chinese"))
    thanks_zh_hans = words(_("Thank-you text, simplified Chinese"))
    heading_zh_hant = heading(_("Heading, traditional Chinese"))
    intro_zh_hant = words(_("Introduction, traditional Chinese"))
    consent_zh_hant = words(_("Consent text, traditional Chinese"))
    marketing_zh_hant = words(_("Marketing text, traditional Chinese"))
    thanks_zh_hant = words(_("Thank-you text, traditional Chinese"))
    heading_en = heading(_("Heading, English"))
    intro_en = words(_("Introduction, English"))
    consent_en = words(_("Consent text, English"))
    marketing_en = words(_("Marketing text, English"))
    thanks_en = words(_("Thank-you text, English"))

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Web form")
        verbose_name_plural = _("Web forms")
        indexes = listed("customers_wf", "updated_at", "name", by={"state": ()}, rare=["campaign"])

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Who cannot be reached is no lead."""
        if not rules.is_reachable(self.asked):
            ways = several(called(way) for way in rules.WAYS)
            raise ValidationError({"asks_mobile": _("One of these must be required: %(ways)s.") % {"ways": ways}})
        told = [name for name in MARKETING if getattr(self, name).strip()]
        if told and self.purpose == Purpose.MARKETING:
            raise ValidationError({told[0]: _("The first consent is to marketing already; a second box would ask for the same.")})

    @property
    def asked(self) -> dict[str, str]:
        """{field of leads: whether it is asked}."""
        return {name: getattr(self, f"asks_{name}") for name in rules.FIELDS}

    @property
    def is_open(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def path(self) -> str:
        return f"/f/{self.key}"


class Wording(models.Model):
    """Which text people were shown in which version of a form's consent, in one language."""

    form = models.ForeignKey(WebForm, models.PROTECT, related_name="wordings")
    edition = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=7)
    notice = models.ForeignKey("customers.NoticeVersion", models.PROTECT, related_name="+")
    marketing = models.ForeignKey("customers.NoticeVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("Wording of a web form")
        constraints = [models.UniqueConstraint(fields=["form", "edition", "language"], name="customers_wording_once")]


class Submission(models.Model):
    """One answer that was taken: when, where from, by which text. What was written stands on its lead."""

    class State(models.TextChoices):
        TAKEN = "taken", pgettext_lazy("submission", "New lead")
        KNOWN = "known", pgettext_lazy("submission", "Known lead")
        LOOK = "look", pgettext_lazy("submission", "To be looked at")
        GOOD = "good", pgettext_lazy("submission", "Found genuine")
        SPAM = "spam", pgettext_lazy("submission", "Spam")

    class Doubt(models.TextChoices):
        LINK = "link", pgettext_lazy("submission", "Contains a link")
        NO = "no", pgettext_lazy("submission", "Had said no")

    tones = {"taken": "ok", "known": "info", "look": "warn", "good": "ok", "spam": "bad"}
    form = models.ForeignKey(WebForm, models.PROTECT, related_name="submissions", db_index=False)
    lead = models.ForeignKey(Lead, models.SET_NULL, null=True, related_name="submissions")
    consent = models.ForeignKey("customers.Consent", models.SET_NULL, null=True, related_name="+")
    wants_marketing = models.BooleanField(default=False)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    medium = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=5, choices=State)
    is_new = models.BooleanField(default=True)
    doubt = models.CharField(max_length=4, choices=Doubt, blank=True)
    token = models.CharField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("Answer to a web form")
        indexes = [models.Index(fields=["form", "-at"], name="customers_submission_form")]

    @property
    def tone(self) -> str:
        return self.tones.get(self.state, "")


class Visits(models.Model):
    """How often a form was opened on one day from one place; nothing of who did."""

    form = models.ForeignKey(WebForm, models.PROTECT, related_name="visits")
    on = models.DateField()
    medium = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Visits of a web form")
        constraints = [models.UniqueConstraint(fields=["form", "on", "medium"], name="customers_visits_once")]


class Refusals(models.Model):
    """How many answers were not taken on one day, and why; nothing of what they said."""

    form = models.ForeignKey(WebForm, models.PROTECT, related_name="refusals")
    on = models.DateField()
    reason = models.CharField(max_length=6)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Refused answers")
        constraints = [models.UniqueConstraint(fields=["form", "on", "reason"], name="customers_refusals_once")]
