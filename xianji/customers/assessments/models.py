"""Impact assessments of what is done with personal data: why it is needed, what it means for people, what protects them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.assessments import rules
from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class ImpactAssessment(OwnedRecord):
    """Written before something is begun, approved by somebody else, in force for a time; then kept for years."""

    class Activity(models.TextChoices):
        SENSITIVE = rules.SENSITIVE, _("Sensitive data")
        AUTOMATED = rules.AUTOMATED, _("Decisions made by rules")
        ENTRUST = rules.ENTRUST, _("Processing by others, or giving to them")
        ABROAD = rules.ABROAD, _("Sending abroad")
        PUBLIC = rules.PUBLIC, pgettext_lazy("assessment", "Making public")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", pgettext_lazy("assessment", "Approved")
        ENDED = "ended", pgettext_lazy("assessment", "Ended")

    tones = {"draft": "warn", "approved": "ok"}
    final = (State.ENDED,)
    number = NumberField(prefix="PIA", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=160)
    activity = models.CharField(_("What is assessed"), max_length=9, choices=Activity)
    processor = models.ForeignKey(
        "customers.Processor", models.PROTECT, null=True, blank=True, related_name="assessments", db_index=False,
        verbose_name=_("Data processor"), help_text=_("Where it is about one of them."),
    )  # fmt: skip
    needed = models.TextField(_("What it is for, and why it is needed"))
    risks = models.TextField(_("What it means for the persons, and risks"))
    measures = models.TextField(_("What protects them, and whether it is enough"))
    from_on = models.DateField(_("From"), default=timezone.localdate)
    to_on = models.DateField(pgettext_lazy("period", "To"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    ended_on = models.DateField(_("Ended on"), null=True, editable=False)
    outcome = models.CharField(_("Why it ended"), max_length=300, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Impact assessment")
        verbose_name_plural = _("Impact assessments")
        indexes = listed("customers_ia", "updated_at", "to_on", by={"state": ()}, ranges=["to_on"], rare=["processor"])

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """For a time, and for whom where it goes to somebody."""
        if self.to_on and self.from_on and self.to_on < self.from_on:
            raise ValidationError({"to_on": _("It would end before it begins. Choose a later day.")})
        if self.activity in rules.TO_SOMEBODY and not self.processor_id:
            raise ValidationError({"processor": _("Choose to whom the data go.")})
