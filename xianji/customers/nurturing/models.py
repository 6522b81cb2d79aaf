"""Nurturing: sequences of steps for leads whose time has not come, and how far each lead is in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.consents.models import Purpose
from xianji.customers.leads.models import Lead
from xianji.customers.nurturing import rules
from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord, Record

AUDIENCE = ("grade", "source", "industry_id")
"""What a sequence may ask of leads; what it leaves open it does not ask."""


class NurtureSequence(Record):
    """Steps in order, each some days after the one before. Before each it is asked whether the lead may be contacted for
    this purpose."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("In use")
        RETIRED = "retired", _("Out of use")

    tones = {"active": "ok", "draft": "info"}
    name = models.CharField(_("Name"), max_length=120)
    aim = models.TextField(_("Aim"), blank=True)
    purpose = models.CharField(
        _("Purpose"), max_length=10, choices=[(one.value, one.label) for one in (Purpose.MARKETING, Purpose.SALES)],
        default=Purpose.MARKETING,
        help_text=_("Marketing reaches only those who agreed to it; talks about an offer all who did not say no."),
    )  # fmt: skip
    grade = models.CharField(_("For grade"), max_length=1, choices=Lead.Grade, blank=True)
    source = models.CharField(_("For source"), max_length=8, choices=Lead.Source, blank=True)
    industry = models.ForeignKey(
        "catalog.Term", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("For industry"),
        limit_choices_to={"dictionary": "industry"},
    )  # fmt: skip
    edition = models.PositiveSmallIntegerField(_("Edition"), default=1, editable=False)
    edited_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Nurturing sequence")
        verbose_name_plural = _("Nurturing sequences")
        indexes = [models.Index(fields=["name"], name="customers_sequence_name")]

    def __str__(self) -> str:
        return self.name


class NurtureStep(Record):
    """One thing that is said to the lead, or done for it."""

    class Unit(models.TextChoices):
        WORKDAYS = rules.WORKDAYS, pgettext_lazy("unit", "Working days")
        DAYS = rules.DAYS, pgettext_lazy("unit", "Days")

    class Channel(models.TextChoices):
        MAIL = "mail", _("Mail")
        SMS = "sms", _("Text message")
        CALL = "call", _("Call")
        TASK = "task", _("Task")

    sequence = models.ForeignKey(NurtureSequence, models.PROTECT, related_name="steps", verbose_name=_("Nurturing sequence"))
    place = models.PositiveSmallIntegerField(pgettext_lazy("step", "No."), null=True, blank=True)
    wait = models.PositiveSmallIntegerField(_("Wait"), default=5)
    unit = models.CharField(pgettext_lazy("time", "Unit"), max_length=8, choices=Unit, default=Unit.WORKDAYS)
    channel = models.CharField(pgettext_lazy("touch", "Channel"), max_length=4, choices=Channel, default=Channel.TASK)
    title = models.CharField(_("Subject or task"), max_length=160)
    text = models.TextField(_("Text"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Step")
        verbose_name_plural = _("Steps")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Only fields that there are, and something to read in what is sent."""
        for name in ("title", "text"):
            if strange := rules.unknown(getattr(self, name)):
                told = {"names": rules.braced(strange), "known": rules.braced(rules.FIELDS)}
                raise ValidationError({name: _("%(names)s is no field of a lead. There are: %(known)s.") % told})
        if self.channel in (self.Channel.MAIL, self.Channel.SMS) and not self.text.strip():
            raise ValidationError({"text": _("A message needs a text.")})


class NurtureEnrollment(OwnedRecord):
    """One lead in one sequence. It belongs to whoever the lead belongs to, and ends by itself."""

    class State(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("nurturing", "Running")
        PAUSED = "paused", pgettext_lazy("nurturing", "Paused")
        COMPLETED = "completed", pgettext_lazy("nurturing", "Completed")
        STOPPED = "stopped", pgettext_lazy("nurturing", "Stopped")

    class Why(models.TextChoices):
        REPLY = rules.REPLY, _("They answered")
        OPT_OUT = rules.OPT_OUT, _("They want no contact")
        CONVERTED = rules.CONVERTED, pgettext_lazy("lead", "Converted")
        DISQUALIFIED = rules.DISQUALIFIED, pgettext_lazy("lead", "Disqualified")
        QUALIFIED = rules.QUALIFIED, pgettext_lazy("lead", "Qualified")
        POOL = rules.POOL, pgettext_lazy("lead", "Back in the pool")
        RETIRED = rules.RETIRED, _("The sequence went out of use")
        GONE = rules.GONE, pgettext_lazy("lead", "Deleted")
        BY_HAND = rules.BY_HAND, _("By hand")

    class Lacks(models.TextChoices):
        UNASKED = rules.UNASKED, _("No consent for this purpose")
        NO_BASIS = rules.NO_BASIS, _("No lawful basis")
        NOBODY = rules.NOBODY, _("Nobody answers for the lead")

    tones = {"active": "ok", "paused": "warn"}
    final = (State.COMPLETED, State.STOPPED)
    by_itself = {State.COMPLETED: _("The last step was made.")}
    number = NumberField(prefix="NE", monthly=True, verbose_name=_("Number"))
    lead = models.ForeignKey(
        Lead, models.PROTECT, related_name="enrollments", verbose_name=_("Lead"), editable=False, db_index=False
    )
    sequence = models.ForeignKey(
        NurtureSequence, models.PROTECT, related_name="enrollments", verbose_name=_("Nurturing sequence"), editable=False,
        db_index=False,
    )  # fmt: skip
    edition = models.PositiveSmallIntegerField(_("Edition"), default=1, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ACTIVE, editable=False)
    step = models.ForeignKey(
        NurtureStep, models.PROTECT, null=True, related_name="+", verbose_name=_("Next step"), editable=False
    )
    due_on = models.DateField(_("Due"), null=True, editable=False)
    began_at = models.DateTimeField(pgettext_lazy("nurturing", "Since"), default=timezone.now, editable=False)
    halted_at = models.DateTimeField(pgettext_lazy("nurturing", "Halted"), null=True, editable=False)
    ended_because = models.CharField(_("Ended because"), max_length=12, choices=Why, blank=True, editable=False)
    held_because = models.CharField(_("Held back"), max_length=8, choices=Lacks, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Enrollment")
        verbose_name_plural = _("Enrollments")
        indexes = [
            *listed("customers_ne", "updated_at", "due_on", by={"state": (), "sequence": ()}, ranges=["due_on"], rare=["lead"]),
            models.Index(fields=["due_on", "id"], name="customers_ne_next", condition=models.Q(deleted_at=None, state="active")),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "sequence"], name="customers_ne_open_once",
                condition=models.Q(state__in=["active", "paused"], deleted_at=None),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


OPEN = (NurtureEnrollment.State.ACTIVE, NurtureEnrollment.State.PAUSED)


class NurtureDispatch(models.Model):
    """One step that was made for one enrollment, once and no more."""

    class Way(models.TextChoices):
        MAIL = "mail", _("Mail")
        TASK = "task", _("Task of the owner")
        SKIPPED = "skipped", _("Left out")

    enrollment = models.ForeignKey(NurtureEnrollment, models.CASCADE, related_name="dispatches")
    step = models.ForeignKey(NurtureStep, models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    way = models.CharField(max_length=8, choices=Way)
    because = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField(default=timezone.now)
    touch = models.ForeignKey("customers.Touch", models.SET_NULL, null=True, related_name="+")
    """That of a mail which has left."""

    class Meta:
        verbose_name = _("Step that was made")
        constraints = [models.UniqueConstraint(fields=["enrollment", "step"], name="customers_nurture_once")]

    @property
    def key(self) -> str:
        """By which its letter and its task are known again."""
        return f"nurture:{self.enrollment_id}:{self.step_id}"
