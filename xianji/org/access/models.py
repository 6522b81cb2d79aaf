"""Roles, what they allow and where, who holds them, and what is shared with whom."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianji.org.access.names import ROLES
from xianji.org.records import Record

NAMES = frozenset(ROLES.values())


class Reaches(models.TextChoices):
    """How far a permission reaches."""

    SELF = "s", _("Own")
    TEAM = "p", _("Own and shared with me")
    UNIT = "d", _("My unit")
    SUBTREE = "b", _("My unit and below")
    ALL = "a", _("Everything")
    CHOSEN = "c", _("Chosen units")


class RoleName(models.CharField):
    """A name; those that ship with the product are kept as message ids and read in the reader's language."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return gettext(value) if value in NAMES else value

    def get_prep_value(self, value: Any) -> Any:
        return next((name for name in NAMES if value == gettext(name)), super().get_prep_value(value))


class Role(Record):
    """A bundle of permissions, such as sales representative or finance."""

    code = models.CharField(_("Code"), max_length=20, unique=True)
    name = RoleName(_("Name"), max_length=80)
    is_standard = models.BooleanField(_("Ships with the product"), default=False, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Role")
        verbose_name_plural = _("Roles")

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role may do this, as far as that."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="grants")
    permission = models.CharField(_("Permission"), max_length=120)
    reach = models.CharField(_("Reach"), max_length=1, choices=Reaches)
    is_standard = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Permission")
        verbose_name_plural = _("Permissions")
        constraints = [models.UniqueConstraint(fields=["role", "permission", "reach"], name="org_grant_once")]


class Assignment(models.Model):
    """A user holds a role; chosen units may widen or replace where it reaches."""

    user = models.ForeignKey("org.User", models.CASCADE, related_name="assignments")
    role = models.ForeignKey(Role, models.PROTECT, related_name="assignments")
    units = models.ManyToManyField("org.Unit", blank=True, verbose_name=_("Chosen units"))
    until_on = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Role assignment")
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="org_assignment_once")]


class Share(models.Model):
    """One record opened to one more person, such as a deputy or an invited colleague, or to everybody of a unit, with those
    below it or without."""

    label = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    person = models.ForeignKey("org.Person", models.CASCADE, null=True, related_name="shares")
    unit = models.ForeignKey("org.Unit", models.CASCADE, null=True, related_name="shares", db_index=False)
    with_below = models.BooleanField(_("With the units below"), default=False)
    may_change = models.BooleanField(_("May change"), default=False)
    part = models.CharField(_("Part"), max_length=30, blank=True)
    until_on = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Share")
        constraints = [
            models.UniqueConstraint(fields=["label", "record_id", "person"], name="org_share_once"),
            models.UniqueConstraint(fields=["label", "record_id", "unit"], name="org_share_unit_once"),
            models.CheckConstraint(
                condition=models.Q(person=None, unit__isnull=False) | models.Q(unit=None, person__isnull=False),
                name="org_share_to_one",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "label", "record_id"], name="org_share_person"),
            models.Index(fields=["unit", "label", "record_id"], name="org_share_unit"),
        ]
