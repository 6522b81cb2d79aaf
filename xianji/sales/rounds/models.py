"""The visit plan of a month: whom somebody visits on which day, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import MonthField, NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class VisitPlan(OwnedRecord):
    """One month of one person; approved by the supervisor before the month begins."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", pgettext_lazy("plan", "Approved")

    tones = {"approved": "ok", "draft": "warn"}
    number = NumberField(prefix="VP", monthly=True, verbose_name=_("Number"))
    month = MonthField(_("Month"))
    focus = models.TextField(_("What matters this month"), blank=True)
    submitted_at = models.DateTimeField(_("Submitted on"), null=True, editable=False)
    approved_on = models.DateField(_("Approved on"), null=True, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Visit plan")
        verbose_name_plural = _("Visit plans")
        indexes = listed("sales_vp", "month", "updated_at", by={"state": ()}, ranges=["month"])

    def __str__(self) -> str:
        return self.number


class PlannedStop(models.Model):
    """One visit of a plan: the day and the place in the day's way; a visit once the plan is approved."""

    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="stops")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    day = models.DateField()
    place = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=6, default="onsite")
    why = models.CharField(max_length=200, blank=True)
    """Why it was proposed; empty where somebody added it."""
    visit = models.ForeignKey("sales.Visit", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("Stop of a visit plan")
        indexes = [models.Index(fields=["plan", "day", "place"], name="sales_stop_way")]
