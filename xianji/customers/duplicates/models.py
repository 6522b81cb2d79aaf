"""Pairs of customers that may be one, the marks by which they are found, and who searched for what."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class DuplicateCase(OwnedRecord):
    """Two files that may be of one company, until somebody merges them or says that they are two. Nobody meets a case who may
    not see both: it belongs to the owner of both, else to whoever leads the nearest unit above them."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("case", "Open")
        MERGED = "merged", _("Merged")
        NOT_DUPLICATE = "not_duplicate", _("Two companies")
        GONE = "gone", _("No longer both there")

    by_itself = {State.MERGED: _("The two files were merged."), State.GONE: _("One of them went to the trash.")}
    final = (State.MERGED, State.GONE)
    tones = {"open": "warn", "merged": "ok"}
    stays = ("first", "second")
    """What was found stays told of the two, whatever becomes of them: a merge takes neither along."""
    number = NumberField(prefix="DC", verbose_name=_("Number"))
    name = models.CharField(_("The two files"), max_length=200, editable=False)
    first = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="+", editable=False, db_index=False, verbose_name=_("Older file")
    )
    second = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="+", editable=False, db_index=False, verbose_name=_("Younger file")
    )
    state = models.CharField(_("State"), max_length=14, choices=State, default=State.OPEN, editable=False)
    score = models.PositiveSmallIntegerField(_("Score"), default=0, editable=False)
    likeness = models.PositiveSmallIntegerField(_("Names alike, %"), default=0, editable=False)
    same_number = models.BooleanField(_("Same registration number"), default=False, editable=False)
    same_phone = models.BooleanField(_("Same telephone"), default=False, editable=False)
    same_domain = models.BooleanField(_("Same website"), default=False, editable=False)
    same_address = models.BooleanField(_("Same address"), default=False, editable=False)
    opened_on = models.DateField(_("Found"), default=timezone.localdate, editable=False)
    decided_on = models.DateField(_("Decided"), null=True, editable=False)
    why = models.CharField(_("Reason"), max_length=300, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Possible duplicate")
        verbose_name_plural = _("Possible duplicates")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="customers_dc_pair")]
        indexes = [
            *listed("customers_dc", "opened_on", "score", by={"state": ("score",)}, ranges=["score"]),
            models.Index(fields=["second"], name="customers_dc_second"),
        ]

    def __str__(self) -> str:
        return self.name


class DuplicateSearch(OwnedRecord):
    """That somebody asked whether a company is here, and how many were found; telephone numbers are masked."""

    number = NumberField(prefix="DS", verbose_name=_("Number"))
    asked = models.CharField(pgettext_lazy("search", "Asked for"), max_length=120, editable=False)
    found = models.PositiveSmallIntegerField(_("Found"), default=0, editable=False)
    on = models.DateField(_("Day"), default=timezone.localdate, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Search for duplicates")
        verbose_name_plural = _("Searches for duplicates")
        indexes = listed("customers_ds", "on", by={}, rare=[])

    def __str__(self) -> str:
        return self.number


class DuplicateMark(models.Model):
    """What two files of one company have in common, as one number: the core of the name, the same with a sign less, telephone,
    website, registration number. Where names say a place, only those of one place are compared."""

    mark = models.BigIntegerField()
    place = models.IntegerField(default=0)
    file = models.BigIntegerField()
    """The id of the customer: a plain number, since marks follow from the file and are no part of it."""

    class Meta:
        verbose_name = _("Mark of a file")
        indexes = [
            models.Index(fields=["mark", "place", "file"], name="customers_dm_mark"),
            models.Index(fields=["file"], name="customers_dm_file"),
        ]


class DuplicateLook(models.Model):
    """When files were last compared: the next look begins with what was changed since."""

    at = models.DateTimeField()
    is_whole = models.BooleanField(default=False)
    compared = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    """Marks that too many files have to tell anything."""

    class Meta:
        verbose_name = _("Look for duplicates")


def reasons(case: Any) -> list[Any]:
    """What the two have in common, in words; of a case or of a `Likeness`."""
    told = [
        (case.same_number, _("Same registration number")), (case.same_phone, _("Same telephone")),
        (case.same_domain, _("Same website")), (case.same_address, _("Same address")),
    ]  # fmt: skip
    return [words for is_so, words in told if is_so]


def about(customer_id: int) -> Q:
    """The cases that a customer is one of."""
    return Q(first=customer_id) | Q(second=customer_id)
