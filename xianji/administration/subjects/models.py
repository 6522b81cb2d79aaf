"""What a person asks about their own data: to see, take along, correct, delete or restrict it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.subjects import rules
from xianji.administration.whose import OfAPerson
from xianji.kit.fields import NumberField
from xianji.kit.indexes import listed
from xianji.org.days.calendar import work_calendar
from xianji.rulebook.parameters.reading import value


class SubjectRequest(OfAPerson):
    """Received, the person verified, then done or refused with a reason; kept as proof, without the person's name."""

    class Kind(models.TextChoices):
        ACCESS = rules.ACCESS, pgettext_lazy("request of a person", "Access")
        COPY = rules.COPY, pgettext_lazy("request of a person", "Copy")
        CORRECT = rules.CORRECT, pgettext_lazy("request of a person", "Correction")
        DELETE = rules.DELETE, pgettext_lazy("request of a person", "Deletion")
        RESTRICT = rules.RESTRICT, pgettext_lazy("request of a person", "Restriction")
        PORT = rules.PORT, pgettext_lazy("request of a person", "Transfer")

    class Place(models.TextChoices):
        CN = "CN", _("Mainland")
        TW = "TW", _("Taiwan")
        HK = "HK", _("Hong Kong")

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("request of a person", "Received")
        VERIFIED = "verified", pgettext_lazy("request of a person", "Person verified")
        DONE = "done", pgettext_lazy("request of a person", "Done")
        REFUSED = "refused", pgettext_lazy("request of a person", "Refused")

    final = (State.DONE, State.REFUSED)
    tones = {"received": "warn", "verified": "info", "done": "ok", "refused": "bad"}
    number = NumberField(prefix="DR", monthly=True, verbose_name=_("Number"))
    kind = models.CharField(_("What is asked"), max_length=8, choices=Kind)
    place = models.CharField(_("Law of"), max_length=2, choices=Place, default=Place.CN)
    received_on = models.DateField(_("Received"), default=timezone.localdate)
    text = models.TextField(_("What was said"), blank=True)
    due_on = models.DateField(_("Answer by"), null=True, editable=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.RECEIVED, editable=False)
    proof = models.CharField(_("How the person was verified"), max_length=300, blank=True, editable=False)
    handed_at = models.DateTimeField(_("File handed out"), null=True, editable=False)
    answered_on = models.DateField(_("Answered"), null=True, editable=False)
    answer = models.CharField(_("Answer"), max_length=500, blank=True, editable=False)
    evidence = models.JSONField(default=dict, editable=False)

    class Meta(OfAPerson.Meta):
        verbose_name = _("Request of a person")
        verbose_name_plural = _("Requests of persons")
        indexes = listed(
            "administration_s", "due_on", "number", by={"state": (), "kind": (), "place": ()}, rare=["contact", "lead"]
        )

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """The last day follows from the law of the place and the parameters of the day it came in."""
        super().clean()
        if self.received_on and self.received_on > timezone.localdate():
            raise ValidationError({"received_on": _("This day has not come yet.")})
        if self.received_on and not self.due_on:
            span = int(value(rules.deadline_key(self.place, self.kind), self.received_on))
            self.due_on = rules.due_on(self.received_on, span, self.place, work_calendar(self.place).add_workdays)
