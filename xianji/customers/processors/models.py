"""The register of those who process personal data for us or are given some, and of the persons whose data went abroad."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.company.settled import country
from xianji.org.records import OwnedRecord

PLACE = RegexValidator(r"\A[A-Z]{2}\Z", _("Write two letters of the country, such as CN, HK, TW or DE."))


class Processor(OwnedRecord):
    """Somebody outside of the company who has to do with personal data of ours, by which contract, and where."""

    class Kind(models.TextChoices):
        ENTRUSTED = "entrust", _("Processes for us")
        GIVEN = "given", _("Is given data")
        JOINT = "joint", _("Decides together with us")

    class Service(models.TextChoices):
        MESSAGES = "message", _("Text messages")
        MAIL = "mail", _("E-mail service")
        CLOUD = "cloud", _("Computing and storage")
        LETTERS = "letter", _("Printing and shipping")
        SISTER = "sister", _("Company of the group")
        OTHER = "other", pgettext_lazy("service", "Something else")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("processor", "In preparation")
        ENGAGED = "engaged", pgettext_lazy("processor", "Engaged")
        ENDED = "ended", pgettext_lazy("processor", "Ended")

    tones = {"draft": "warn", "engaged": "ok"}
    final = (State.ENDED,)
    number = NumberField(prefix="PC", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(_("Role in processing"), max_length=7, choices=Kind, default=Kind.ENTRUSTED)
    service = models.CharField(_("Service"), max_length=7, choices=Service, default=Service.OTHER)
    place = models.CharField(
        _("Country"), max_length=2, default="CN", validators=[PLACE],
        help_text=_("Where the data are kept or read, as two letters. Any place but the company's own counts as abroad."),
    )  # fmt: skip
    contract = models.CharField(_("Contract"), max_length=160, blank=True, help_text=_("Number or file of the contract."))
    until = models.DateField(_("Contract until"), null=True, blank=True)
    what = models.TextField(_("Which data, of whom"))
    why = models.TextField(_("Purpose"))
    state = models.CharField(_("State"), max_length=7, choices=State, default=State.DRAFT, editable=False)
    engaged_on = models.DateField(_("Engaged on"), null=True, editable=False)
    ended_on = models.DateField(_("Ended on"), null=True, editable=False)
    outcome = models.CharField(_("What became of the data"), max_length=300, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Data processor")
        verbose_name_plural = _("Data processors")
        indexes = listed("customers_pr", "updated_at", "name", by={"state": ()})

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: Any = None) -> None:
        """Before its letters are looked at, as `clean` would come too late."""
        self.place = self.place.strip().upper()
        super().clean_fields(exclude)

    def clean(self) -> None:
        if not self.pk and self.until and self.until < timezone.localdate():
            raise ValidationError({"until": _("This contract has ended already.")})

    @property
    def is_abroad(self) -> bool:
        return self.place != country()


class SentAbroad(models.Model):
    """One person whose data went abroad in a year, counted once; a row tells nothing of the person but which record it is."""

    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    is_sensitive = models.BooleanField(default=False)
    processor = models.ForeignKey(Processor, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Person whose data went abroad")
        constraints = [models.UniqueConstraint(fields=["year", "label", "record_id"], name="customers_abroad_once")]
