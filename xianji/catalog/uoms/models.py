"""Units of measure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.records import Record


class Uom(Record):
    """What quantities are counted in: piece, set, hour."""

    code = models.CharField(_("Code"), max_length=20, unique=True)
    name = models.CharField(_("Name"), max_length=60)

    class Meta(Record.Meta):
        verbose_name = _("Unit of measure")
        verbose_name_plural = _("Units of measure")

    def __str__(self) -> str:
        return self.name
