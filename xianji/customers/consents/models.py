"""The ledger of consents: what people were told and what they said to it. Only ever added to."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.consents import rules
from xianji.kit.fields import NumberField
from xianji.org.records import Record

CONTENT = ("kind", "purpose", "channel", "basis", "source", "at", "text_id", "about_label", "phone_mark", "mail_mark")


class Purpose(models.TextChoices):
    SALES = rules.SALES, _("Talks about an offer")
    MARKETING = rules.MARKETING, _("Marketing")
    SURVEY = rules.SURVEY, _("Surveys")
    SERVICE = rules.SERVICE, _("Fulfilling a contract")
    SHARE = rules.SHARE, _("Passing on to others")
    SENSITIVE = rules.SENSITIVE, _("Sensitive data")
    ABROAD = rules.ABROAD, _("Sending abroad")


class Channel(models.TextChoices):
    CALL = "call", pgettext_lazy("channel", "Telephone")
    MESSAGE = "message", _("Text message")
    MAIL = "mail", pgettext_lazy("channel", "E-mail")
    CHAT = "chat", _("Chat")
    VISIT = "visit", pgettext_lazy("channel", "Visit")


class NoticeVersion(Record):
    """One edition of the words that people agree to; never changed, as somebody may have agreed to it."""

    number = NumberField(prefix="CX", verbose_name=_("Number"))
    title = models.CharField(_("Title"), max_length=120)
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose)
    edition = models.CharField(_("Edition"), max_length=20)
    text = models.TextField(_("Text"))
    from_on = models.DateField(_("In use from"))

    class Meta(Record.Meta):
        verbose_name = _("Consent text")
        verbose_name_plural = _("Consent texts")
        indexes = [models.Index(fields=["purpose", "-from_on"], name="customers_notice_purpose")]

    def __str__(self) -> str:
        return f"{self.title} {self.edition}".strip()


class Consent(Record):
    """What one person said: yes, no more, never. A row is a moment; the last one about a purpose and a channel holds."""

    class Kind(models.TextChoices):
        GIVEN = rules.GIVEN, pgettext_lazy("consent", "Given")
        WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("consent", "Withdrawn")
        REFUSED = rules.REFUSED, _("Do not contact")
        RESTRICTED = rules.RESTRICTED, _("Only kept, not used")

    class Basis(models.TextChoices):
        CONSENT = "consent", pgettext_lazy("basis", "Consent")
        CONTRACT = "contract", pgettext_lazy("basis", "Contract")
        LAW = "law", _("Legal duty")
        PUBLIC = "public", _("Lawfully public")

    tones = {"withdrawn": "warn", "refused": "bad", "restricted": "bad", "given": "ok"}
    number = NumberField(prefix="CS", verbose_name=_("Number"))
    kind = models.CharField(_("What was said"), max_length=10, choices=Kind, default=Kind.GIVEN, editable=False)
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose, blank=True, editable=False)
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel, blank=True, editable=False)
    basis = models.CharField(_("Basis"), max_length=8, choices=Basis, default=Basis.CONSENT, editable=False)
    source = models.CharField(_("How it was said"), max_length=80, blank=True, editable=False)
    at = models.DateTimeField(_("When"), default=timezone.now, editable=False)
    text = models.ForeignKey(
        NoticeVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Consent text"), editable=False
    )
    note = models.CharField(_("Note"), max_length=300, blank=True, editable=False)
    about_label = models.CharField(_("About a"), max_length=80, editable=False, default="")
    about_id = models.BigIntegerField(_("About"), editable=False, null=True)
    phone_mark = models.CharField(max_length=32, blank=True, default="", editable=False)
    mail_mark = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta(Record.Meta):
        verbose_name = pgettext_lazy("ledger", "Consent")
        verbose_name_plural = _("Consents")
        indexes = [
            models.Index(fields=["about_label", "about_id", "-at"], name="customers_consent_about"),
            models.Index(fields=["phone_mark"], name="customers_consent_phone", condition=~models.Q(phone_mark="")),
            models.Index(fields=["mail_mark"], name="customers_consent_mail", condition=~models.Q(mail_mark="")),
            models.Index(fields=["-at", "-id"], name="customers_consent_at"),
        ]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """What was said is never said otherwise; only its note may go, with the person."""
        if self.pk and any(self.loaded(name) != getattr(self, name) for name in CONTENT):
            raise ValidationError(_("What was said once stays as it was. Write down what is said now."))

    @property
    def word(self) -> Any:
        return rules.Word(self.kind, self.purpose, self.channel, self.at)
