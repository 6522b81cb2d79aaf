"""Whether files are right: each month some are drawn, compared with the customer, and what was wrong is written down."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.customers.quality import rules
from xianji.kit.fields import MONTH, MonthField, NumberField, WordedField
from xianji.kit.indexes import listed
from xianji.lib import money
from xianji.org.records import OwnedRecord, Record


def in_words(month: str) -> str:
    """As the reader's language writes a month. It is the sample's name, so it stays a text, of which there is one."""
    return MonthField().told(month) if MONTH.fullmatch(month) else month


class QualitySample(Record):
    """The files drawn for one month. Seed and bound say which they are: the same seed over the same files draws the same."""

    month = WordedField(_("Month"), max_length=7, unique=True, words=in_words)
    seed = models.CharField(_("Seed"), max_length=32)
    population = models.PositiveIntegerField(_("Files there were"))
    size = models.PositiveIntegerField(_("Files drawn"))
    due_on = models.DateField(_("Due"))
    checked = models.PositiveIntegerField(_("Files checked"), default=0, editable=False)
    right = models.PositiveIntegerField(_("Files that are right"), default=0, editable=False)

    titled = "month"

    class Meta(Record.Meta):
        verbose_name = _("Sample of files")
        verbose_name_plural = _("Samples of files")

    def __str__(self) -> str:
        return in_words(self.month)

    @property
    def accuracy(self) -> Decimal | None:
        """None while nothing was checked."""
        return money.share(self.right, self.checked)


class QualityCheck(OwnedRecord):
    """One drawn file and what was found in it, field by field. The owner of the customer compares."""

    class Verdict(models.TextChoices):
        UNKNOWN = rules.UNKNOWN, _("Could not be told")
        RIGHT = rules.RIGHT, _("Right")
        WRONG = rules.WRONG, _("Wrong")

    class State(models.TextChoices):
        OPEN = "open", _("To be checked")
        DONE = "done", _("Checked")

    FIELDS = ("name", "registration_no", "industry", "address", "contact")
    titled = "number"
    final = (State.DONE,)
    tones = {"open": "warn", "done": "ok", "wrong": "bad"}
    number = NumberField(prefix="DQ", monthly=True, verbose_name=_("Number"))
    sample = models.ForeignKey(
        "customers.QualitySample", models.PROTECT, related_name="checks", verbose_name=_("Sample of files"), db_index=False
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="+", verbose_name=_("Customer"), db_index=False
    )
    due_on = models.DateField(_("Due"))
    state = models.CharField(_("State"), max_length=4, choices=State, default=State.OPEN, editable=False)
    name = models.CharField(_("Name"), max_length=7, choices=Verdict, blank=True, editable=False)
    registration_no = models.CharField(_("Registration no."), max_length=7, choices=Verdict, blank=True, editable=False)
    industry = models.CharField(_("Industry"), max_length=7, choices=Verdict, blank=True, editable=False)
    address = models.CharField(_("Address"), max_length=7, choices=Verdict, blank=True, editable=False)
    contact = models.CharField(_("Main contact"), max_length=7, choices=Verdict, blank=True, editable=False)
    is_right = models.BooleanField(_("File is right"), null=True, editable=False)
    remark = models.TextField(_("What was wrong"), blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Check of a file")
        verbose_name_plural = _("Checks of files")
        indexes = listed(
            "customers_dq", "due_on", "updated_at", by={"state": (), "is_right": ()}, rare=["customer", "sample"]
        )

    def __str__(self) -> str:
        return self.number
