"""Days on which a country works or rests against its ordinary week."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.records import Record


class WorkDay(Record):
    """A holiday, or a weekend day that is worked, as the company keeps it; overrides the public calendar."""

    country = models.CharField(_("Country"), max_length=2)
    date = models.DateField(_("Date"))
    is_worked = models.BooleanField(_("Worked"))
    name = models.CharField(_("Name"), max_length=80, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Calendar day")
        verbose_name_plural = _("Work calendar")
        constraints = [models.UniqueConstraint(fields=["country", "date"], name="org_workday_once")]

    def __str__(self) -> str:
        return f"{self.country} {self.date}"
