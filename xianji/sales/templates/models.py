"""Templates of contracts, and their clauses: the library that contracts are made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Subject(models.TextChoices):
    """What a clause is about, in the order in which a contract usually tells it."""

    PARTIES = "parties", _("Parties and authority")
    SUBJECT = "subject", pgettext_lazy("clause", "Subject")
    QUANTITY = "quantity", _("Quantity")
    QUALITY = "quality", _("Quality and standard")
    PRICE = "price", _("Price and tax")
    PAYMENT = "payment", pgettext_lazy("clause", "Payment")
    DELIVERY = "delivery", _("Time, place and way of delivery")
    ACCEPTANCE = "acceptance", _("Acceptance")
    WARRANTY = "warranty", _("Warranty")
    BREACH = "breach", _("Breach")
    RIGHTS = "rights", _("Intellectual property")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality")
    DATA = "data", _("Protection of data")
    FORCE = "force", _("Force majeure")
    TERM = "term", _("Term and termination")
    DISPUTE = "dispute", _("Settlement of disputes")
    OTHER = "other", pgettext_lazy("clause", "Other")


class Kind(models.TextChoices):
    """What kind of contract it is."""

    SALE = "sale", _("Sale")
    SERVICE = "service", pgettext_lazy("contract", "Service")
    FRAMEWORK = "framework", _("Framework")
    AGENCY = "agency", _("Agency")


class Language(models.TextChoices):
    """The language of a contract's text, whatever its readers' is."""

    HANS = "zh-hans", _("Simplified Chinese")
    HANT = "zh-hant", _("Traditional Chinese")
    EN = "en", _("English")


class ContractTemplate(OwnedRecord):
    """A text that legal stands for; contracts made from it show where they deviate."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", pgettext_lazy("template", "In use")
        RETIRED = "retired", pgettext_lazy("template", "No longer used")

    final = (State.RETIRED,)
    tones = {"in_force": "ok", "draft": "warn"}
    number = NumberField(prefix="MB", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.SALE)
    language = models.CharField(_("Language"), max_length=8, choices=Language, default=Language.HANS)
    note = models.TextField(_("Note"), blank=True)
    edition = models.PositiveSmallIntegerField(_("Edition"), default=1, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Contract template")
        verbose_name_plural = _("Contract templates")
        indexes = listed("sales_mb", "updated_at", "name", by={"state": ()})

    def __str__(self) -> str:
        return self.name


class ClauseText(models.Model):
    """A clause as it stands in a template or a contract: what about, and in which words."""

    place = models.PositiveSmallIntegerField(pgettext_lazy("clause", "Place"), default=0)
    subject = models.CharField(_("About"), max_length=16, choices=Subject, default=Subject.OTHER)
    title = models.CharField(_("Title"), max_length=120)
    text = models.TextField(_("Text"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Clause(ClauseText):
    """A clause of the library."""

    template = models.ForeignKey(ContractTemplate, models.CASCADE, related_name="clauses")

    class Meta:
        verbose_name = _("Clause")
        ordering = ["place", "pk"]
