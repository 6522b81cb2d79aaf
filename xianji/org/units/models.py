"""Units: the company as a tree, with its history."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.fields import NumberField, PathField
from xianji.org.records import Record
from xianji.org.units import tree


class Unit(Record):
    """A part of the company: the whole, a region, a team or a function. `path` is derived from `parent`."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        REGION = "region", _("Regional office")
        TEAM = "team", _("Team")
        FUNCTION = "function", _("Function")

    number = NumberField(prefix="ORG", verbose_name=_("Number"))
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Above")
    )
    path = PathField(db_index=True)
    former_path = PathField()
    head = models.ForeignKey(
        "org.Person", models.SET_NULL, null=True, blank=True, related_name="heads", verbose_name=_("Head")
    )
    country = models.CharField(_("Country"), max_length=2, default="CN")

    class Meta(Record.Meta):
        verbose_name = _("Unit")
        verbose_name_plural = _("Units")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """No unit stands below itself."""
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk:
                raise ValidationError({"parent": _("A unit cannot stand below itself.")})
            above = above.parent

    def stored(self, changed: dict[str, tuple[Any, Any]]) -> None:
        """Paths of the unit and all below it, and a new line of history."""
        if changed.keys() & {"parent_id", "name", "head_id", "id"}:
            tree.settle(self)


class UnitHistory(models.Model):
    """Where a unit stood, what it was called and who headed it, from one day to the next."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="history")
    parent = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    path = PathField()
    head = models.ForeignKey("org.Person", models.SET_NULL, null=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("Unit history")
        indexes = [models.Index(fields=["unit", "from_on"], name="org_unit_history")]
