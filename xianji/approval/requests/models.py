"""A request for approval: what is asked, the steps it goes through, and who was asked in each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.approval.requests.declared import kind_of
from xianji.kit import registry
from xianji.kit.fields import MoneyField, NumberField, WordedField
from xianji.kit.indexes import listed
from xianji.kit.said import told
from xianji.org.records import OwnedRecord


class Request(OwnedRecord):
    """One question put to those who must agree: may this be done with that record? `yes` and `no` are the verbs that carry
    out the answer, `snapshot` is the digest of what was asked for, so that nothing else is approved; `at_unit` is where the
    matter lies, from where those who decide are looked for; `title` is kept by `said`, so that everybody reads it in their own
    language, and search calls a request by what it is about."""

    class State(models.TextChoices):
        PENDING = "pending", _("In approval")
        APPROVED = "approved", pgettext_lazy("request", "Approved")
        RETURNED = "returned", _("Returned")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")
        OVERTAKEN = "overtaken", _("Overtaken")

    titled = "about_title"
    tones = {"pending": "info", "approved": "ok", "returned": "warn", "rejected": "bad"}
    final = (State.APPROVED, State.RETURNED, State.REJECTED, State.WITHDRAWN, State.OVERTAKEN)
    by_itself = {State.OVERTAKEN: _("what was asked about has changed since")}
    number = NumberField(prefix="SP", monthly=True, verbose_name=_("Number"))
    title = WordedField(_("Asked for"), max_length=400, editable=False, words=told)
    about_title = models.CharField(_("About"), max_length=200, editable=False)
    about_label = models.CharField(max_length=80, editable=False)
    about_id = models.BigIntegerField(editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.PENDING, editable=False)
    amount = MoneyField(_("Amount"), null=True, editable=False)
    step_name = models.CharField(_("Now with"), max_length=200, blank=True, editable=False)
    due_at = models.DateTimeField(_("Due"), null=True, editable=False)
    decided_at = models.DateTimeField(_("Decided"), null=True, editable=False)
    word = models.TextField(_("Last word"), blank=True, editable=False)
    asked_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Asked by")
    )
    at_unit = models.ForeignKey("org.Unit", models.PROTECT, null=True, editable=False, related_name="+", db_index=False)
    yes = models.CharField(max_length=120, editable=False)
    no = models.CharField(max_length=120, blank=True, editable=False)
    facts = models.JSONField(default=list, editable=False)
    because = models.JSONField(default=dict, editable=False)
    snapshot = models.CharField(max_length=64, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Approval request")
        verbose_name_plural = _("Approval requests")
        indexes = [
            *listed("approval_r", "created_at", "amount", "number", by={"state": ()}, ranges=["created_at"]),
            models.Index(fields=["about_label", "about_id", "-id"], name="approval_about"),
            models.Index(fields=["asked_by", "-id"], name="approval_asked"),
        ]

    def __str__(self) -> str:
        return self.told

    @property
    def told(self) -> str:
        """What is asked for, in the language of now."""
        return told(self.title)

    @property
    def agreed_at(self) -> str:
        """Where one agrees, for what asks for more than a yes; empty where a yes is enough."""
        kind = kind_of(self.about_label)
        if kind is None or kind.through is None:
            return ""
        return f"{registry.resource_of(self.about_label).address(self.about_id)}/do/{kind.through.name}"


class Step(models.Model):
    """One step in its order, with its declaration as it was when asked. At `next_at` somebody is to be told: first a reminder,
    then that it is late; each once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("To come")
        OPEN = "open", _("Waiting")
        APPROVED = "approved", pgettext_lazy("request", "Approved")
        RETURNED = "returned", _("Returned")
        REJECTED = "rejected", _("Rejected")
        SKIPPED = "skipped", _("Skipped")
        CLOSED = "closed", _("Not needed any more")

    request = models.ForeignKey(Request, models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    stage = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+")
    next_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Approval step")
        ordering = ["place", "pk"]
        indexes = [
            models.Index(fields=["request", "place"], name="approval_step_place"),
            models.Index(fields=["next_at"], name="approval_step_next", condition=models.Q(state="open")),
        ]


class Seat(models.Model):
    """Somebody who is asked in a step, and what they said. `person` is asked, `decided_by` may be their deputy; a seat that
    went to somebody else stays, and the new one tells where it came from."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        APPROVED = "approved", pgettext_lazy("request", "Approved")
        RETURNED = "returned", _("Returned")
        REJECTED = "rejected", _("Rejected")
        DELEGATED = "delegated", _("Delegated")
        MOVED = "moved", _("Moved on")
        CLOSED = "closed", _("Not needed any more")

    step = models.ForeignKey(Step, models.CASCADE, related_name="seats")
    request = models.ForeignKey(Request, models.CASCADE, related_name="seats", db_index=False)
    party = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    came_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("Approval seat")
        indexes = [
            models.Index(fields=["person", "id"], name="approval_seat_open", condition=models.Q(state="open")),
            models.Index(fields=["decided_by", "-decided_at", "-id"], name="approval_seat_decided"),
            models.Index(fields=["request", "step"], name="approval_seat_request"),
        ]


class Copy(models.Model):
    """Somebody whom a request was copied to."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="copies")
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Copy of a request")
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="approval_copy_once")]
        indexes = [models.Index(fields=["person", "-id"], name="approval_copy_person")]
