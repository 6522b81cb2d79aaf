"""A version of a decision table that is put to those who keep that part of the rulebook."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Publication(OwnedRecord):
    """The question whether a version (`version_id`; it is no record) may hold, with what was asked for: `fingerprint` is that of
    its content, so that nothing else is published."""

    class State(models.TextChoices):
        ASKED = "asked", _("In approval")
        GRANTED = "granted", pgettext_lazy("version", "Published")
        RETURNED = "returned", _("Returned")

    tones = {"asked": "info", "granted": "ok", "returned": "warn"}
    final = (State.GRANTED, State.RETURNED)
    titled = "title"
    number = NumberField(prefix="TV", monthly=True, verbose_name=_("Number"))
    title = models.CharField(_("Table"), max_length=200, editable=False)
    version_id = models.BigIntegerField(default=0, editable=False)
    reason = models.CharField(_("Reason"), max_length=500, editable=False)
    effective_on = models.DateField(_("Effective from"), null=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ASKED, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Publication of a table")
        verbose_name_plural = _("Publications of tables")
        indexes = [
            *listed("approval_p", "created_at", "number", by={"state": ()}),
            models.Index(fields=["version_id"], name="approval_publication_of"),
        ]

    def __str__(self) -> str:
        return self.title
