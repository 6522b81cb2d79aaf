"""Sales regions: the geography that targets and figures are cut by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.records import Record


class Region(Record):
    """A part of the map that one unit answers for."""

    code = models.CharField(_("Code"), max_length=30, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    unit = models.ForeignKey("org.Unit", models.PROTECT, null=True, blank=True, verbose_name=_("Unit"))

    class Meta(Record.Meta):
        verbose_name = _("Region")
        verbose_name_plural = _("Regions")

    def __str__(self) -> str:
        return self.name
