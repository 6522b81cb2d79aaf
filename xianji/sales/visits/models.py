"""Visits: to be prepared, made, written up and read; and what was shown, heard and agreed there, point by point."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import EncryptedField, NumberField, PriceField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord
from xianji.sales.visits import rules


def this_minute() -> datetime:
    """Nobody plans by the second, and files do not tell it."""
    return timezone.now().replace(second=0, microsecond=0)


class Visit(OwnedRecord):
    """One talk with a customer at a place, online or by phone. Whoever goes owns it."""

    class Kind(models.TextChoices):
        ONSITE = rules.ONSITE, pgettext_lazy("visit", "On site")
        ONLINE = rules.ONLINE, pgettext_lazy("visit", "Online")
        PHONE = rules.PHONE, pgettext_lazy("visit", "By phone")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("visit", "Planned")
        PREPARED = "prepared", pgettext_lazy("visit", "Prepared")
        CHECKED_IN = "checked_in", _("Checked in")
        CHECKED_OUT = "checked_out", _("Checked out")
        REPORTED = "reported", pgettext_lazy("visit", "Reported")
        REVIEWED = "reviewed", pgettext_lazy("visit", "Read")
        CANCELLED = "cancelled", _("Cancelled")
        MISSED = "missed", pgettext_lazy("visit", "Not made")

    class Result(models.TextChoices):
        NO_ADVANCE = "no_advance", pgettext_lazy("visit", "Stuck")
        CONTINUE = "continue", pgettext_lazy("visit", "Goes on")
        ADVANCE = "advance", pgettext_lazy("visit", "Got ahead")

    tones = {"prepared": "info", "checked_in": "info", "checked_out": "warn", "reviewed": "ok", "missed": "bad",
             "advance": "ok", "no_advance": "warn"}  # fmt: skip
    final = (State.REVIEWED, State.CANCELLED, State.MISSED)
    number = NumberField(prefix="VS", monthly=True, verbose_name=_("Number"))
    title = models.CharField(_("Visit"), max_length=300, blank=True, default="", editable=False)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="visits", verbose_name=_("Customer"), db_index=False
    )
    contact = models.ForeignKey(
        "customers.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Contact")
    )
    others = models.CharField(_("Who else is there"), max_length=200, blank=True)
    kind = models.CharField(pgettext_lazy("visit", "Kind"), max_length=6, choices=Kind, default=Kind.ONSITE)
    planned_at = models.DateTimeField(_("Planned for"), default=this_minute)
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=60)
    opportunity = models.ForeignKey(
        "sales.Opportunity", models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("Opportunity")
    )
    joined = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Comes along")
    )
    unplanned = models.BooleanField(_("Came up on the way"), default=False)
    plan = models.ForeignKey(
        "sales.VisitPlan", models.PROTECT, null=True, editable=False, related_name="visits", verbose_name=_("Visit plan")
    )
    purpose = models.CharField(pgettext_lazy("visit", "Purpose"), max_length=200, blank=True)
    expected = models.CharField(_("Expected outcome"), max_length=300, blank=True)
    questions = models.TextField(_("Questions"), blank=True)
    background = models.TextField(_("What we know"), blank=True)
    looked = models.BooleanField(_("Background looked at"), default=False)
    checked_in_at = models.DateTimeField(_("Checked in at"), null=True, editable=False)
    checked_out_at = models.DateTimeField(_("Checked out at"), null=True, editable=False)
    place = EncryptedField(_("Place of the check-in"), blank=True, default="", editable=False)
    need_function = models.CharField(_("Need: function"), max_length=300, blank=True)
    need_quality = models.CharField(_("Need: quality"), max_length=300, blank=True)
    need_price = models.CharField(_("Need: price"), max_length=300, blank=True)
    need_service = models.CharField(_("Need: service"), max_length=300, blank=True)
    unchanged = models.BooleanField(_("Needs as before"), default=False)
    competition = models.CharField(_("Competitors"), max_length=300, blank=True)
    result = models.CharField(_("Result"), max_length=10, choices=Result, blank=True, editable=False)
    summary = models.TextField(_("Report"), blank=True, editable=False)
    no_next_because = models.CharField(_("Why nothing follows"), max_length=200, blank=True, default="", editable=False)
    reported_at = models.DateTimeField(_("Reported on"), null=True, editable=False)
    accepted = models.BooleanField(_("Report accepted"), null=True, editable=False)
    comment = models.TextField(_("Comment of the supervisor"), blank=True, default="", editable=False)
    reviewed_at = models.DateTimeField(_("Read on"), null=True, editable=False)
    reviewed_by = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("Read by")
    )
    effective_on = models.DateField(_("Counts on"), null=True, editable=False)
    reason = models.CharField(_("Why not"), max_length=200, blank=True, default="", editable=False)
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.PLANNED, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Visit")
        verbose_name_plural = pgettext_lazy("plural", "Visits")
        indexes = [
            *listed("sales_v", "planned_at", "updated_at", by={"state": (), "kind": ()}, ranges=["planned_at"],
                    rare=["customer"]),
            models.Index(fields=["customer", "effective_on"], name="sales_v_effective"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.number

    def named(self) -> str:
        """Whom one goes to see, and what for."""
        return " · ".join(part for part in (str(self.customer), self.purpose) if part)

    def clean(self) -> None:
        """It is called by whom and what for."""
        told = (self.loaded("customer_id"), self.loaded("purpose"))
        if self.customer_id and told != (self.customer_id, self.purpose):
            self.title = self.named()

    @property
    def length(self) -> int:
        """Minutes between checking in and out."""
        return rules.minutes(self.checked_in_at, self.checked_out_at)

    @property
    def needs(self) -> dict[str, str]:
        """{dimension: what they said}, those that were spoken of."""
        said = {side: getattr(self, name) for name, side in rules.NEEDS.items()}
        return {side: text for side, text in said.items() if text}


class VisitNote(OwnedRecord):
    """One point of a visit: a material taken along, a product shown, a problem, a competitor's price, what was agreed."""

    class Kind(models.TextChoices):
        MATERIAL = "material", pgettext_lazy("visit", "Material")
        SHOWN = "shown", _("Product shown")
        ISSUE = "issue", _("Problem")
        PRICE = "price", _("Price of a competitor")
        NEXT = "next", _("Agreed")

    tones = {"issue": "bad", "next": "info"}
    one_of = ("product", "material")
    needed: dict[str, tuple[str, ...]] = {
        "material": ("material",), "issue": ("text", "person", "due_on"), "price": ("text", "amount"),
        "next": ("text", "person", "due_on"), "shown": ("product",),
    }  # fmt: skip
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="notes", verbose_name=_("Visit"), db_index=False)
    kind = models.CharField(pgettext_lazy("visit", "What"), max_length=8, choices=Kind, default=Kind.SHOWN)
    text = models.CharField(_("In words"), max_length=300, blank=True)
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Product")
    )
    material = models.ForeignKey(
        "sales.SalesMaterial", models.PROTECT, null=True, blank=True, related_name="uses", verbose_name=_("Material"),
    )  # fmt: skip
    person = models.ForeignKey("org.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Who"))
    due_on = models.DateField(_("Due"), null=True, blank=True)
    amount = PriceField(pgettext_lazy("competitor", "Price"), null=True, blank=True)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Point of a visit")
        verbose_name_plural = _("Points of visits")
        indexes = listed("sales_vn", "updated_at", by={"kind": ()}, rare=["visit", "material"])

    def __str__(self) -> str:
        return self.text or str(self.material or self.product or self.get_kind_display())

    def clean(self) -> None:
        """Each kind says what it is about; what has expired is not taken along."""
        lacks = [name for name in self.needed[self.kind] if getattr(self, f"{name}_id", getattr(self, name, None)) in (None, "")]
        if lacks:
            told = _("“%(kind)s” needs this.") % {"kind": self.get_kind_display()}
            raise ValidationError(dict.fromkeys(lacks, told))
        if self.kind == self.Kind.MATERIAL and self.pk is None and self.material is not None:
            day = timezone.localtime(self.visit.planned_at).date() if self.visit_id else timezone.localdate()
            if not self.material.is_valid(day):
                told = {"material": self.material, "day": self.material.valid_until}
                raise ValidationError({"material": _("“%(material)s” was valid until %(day)s. Take a newer edition.") % told})


class VisitArrival(models.Model):
    """What came from a device, known by the key it was given there: however often it is sent, it is done once."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="arrivals")
    answer: Any = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Arrival of a visit")
        constraints = [models.UniqueConstraint(fields=["user_id", "key"], name="sales_arrival_once")]
        indexes = [models.Index(fields=["at"], name="sales_arrival_at")]
