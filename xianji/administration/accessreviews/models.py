"""Access reviews: each quarter every account is confirmed by who leads its person."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.fields import WordedField
from xianji.kit.indexes import listed
from xianji.org.access.names import told
from xianji.org.records import OwnedRecord


class AccessReview(OwnedRecord):
    """One account in one quarter, with the roles it had when the review was opened."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("access review", "To confirm")
        CONFIRMED = "confirmed", pgettext_lazy("access review", "Confirmed")
        CHANGED = "changed", pgettext_lazy("access review", "Changed")
        CLOSED = "closed", pgettext_lazy("access review", "Account closed")

    final = (State.CONFIRMED, State.CHANGED, State.CLOSED)
    tones = {"open": "warn", "confirmed": "ok", "changed": "info", "closed": "info"}
    name = models.CharField(_("Name"), max_length=120, editable=False)
    quarter = models.CharField(_("Quarter"), max_length=7, editable=False)
    person = models.ForeignKey(
        "org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Person"), editable=False, db_index=False
    )
    login = models.CharField(_("Login name"), max_length=150, editable=False)
    roles = WordedField(_("Roles"), max_length=300, blank=True, editable=False, words=told)
    opened_on = models.DateField(pgettext_lazy("review", "Opened"), default=timezone.localdate, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.OPEN, editable=False)
    decided_on = models.DateField(_("Decided"), null=True, editable=False)
    note = models.CharField(_("Note"), max_length=300, blank=True, editable=False)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Access review")
        verbose_name_plural = _("Access reviews")
        constraints = [models.UniqueConstraint(fields=["quarter", "person"], name="administration_review_once")]
        indexes = listed("administration_r", "opened_on", "name", by={"state": ()}, rare=["person"])

    def __str__(self) -> str:
        return self.name
