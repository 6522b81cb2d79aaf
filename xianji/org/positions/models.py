"""Positions: what a person is employed as."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.org.records import Record


class Position(Record):
    """A post in the company, with the role it normally brings."""

    title = models.CharField(pgettext_lazy("position", "Title"), max_length=120, unique=True)
    role = models.ForeignKey("org.Role", models.PROTECT, null=True, blank=True, verbose_name=_("Role"))

    class Meta(Record.Meta):
        verbose_name = _("Position")
        verbose_name_plural = _("Positions")

    def __str__(self) -> str:
        return self.title
