"""Regulations: the documents a company has bound itself to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.fields import NumberField
from xianji.org.records import Record


class Regulation(Record):
    """One document, with a version for each time it was revised."""

    number = NumberField(prefix="REG", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=200, unique=True)

    class Meta(Record.Meta):
        verbose_name = _("Regulation")
        verbose_name_plural = _("Regulations")

    def __str__(self) -> str:
        return self.name
