"""A view: the address of a list, kept under a name, for its maker, for a unit or for everybody."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LAST = 999
"""The place of what nobody has placed."""


class View(models.Model):
    """`address` holds the words of the list's address: layout, filters, sort, columns and search."""

    class Audience(models.TextChoices):
        OWN = "own", _("Only me")
        UNIT = "unit", _("My unit and below")
        ALL = "all", _("Everybody")

    label = models.CharField(_("Object"), max_length=80)
    name = models.CharField(_("Name"), max_length=60)
    address = models.CharField(_("Address"), max_length=2000, blank=True)
    audience = models.CharField(_("For"), max_length=4, choices=Audience, default=Audience.OWN)
    unit = models.ForeignKey("org.Unit", models.PROTECT, null=True, related_name="+", verbose_name=_("Unit"))
    is_locked = models.BooleanField(_("Locked"), default=False)
    opens_for = models.ManyToManyField("org.Role", blank=True, related_name="+", verbose_name=_("Opens first for"))
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Made by"))
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("Made"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("Deleted"), null=True)

    class Meta:
        verbose_name = _("View")
        verbose_name_plural = _("Views")
        indexes = [models.Index(fields=["label", "maker"], name="kit_view_maker")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.audience != self.Audience.OWN

    @property
    def roles(self) -> frozenset[int]:
        """The ids of the roles for which it opens first, whoever asks."""
        return frozenset(View.opens_for.through.objects.filter(view_id=self.pk).values_list("role_id", flat=True))

    def open_for(self, roles: frozenset[int]) -> None:
        links = View.opens_for.through.objects
        links.filter(view_id=self.pk).exclude(role_id__in=roles).delete()
        links.bulk_create([links.model(view_id=self.pk, role_id=role) for role in sorted(roles - self.roles)])

    @property
    def told(self) -> dict[str, Any]:
        """What the journal keeps of it."""
        return {"name": self.name, "address": self.address, "audience": self.audience, "unit_id": self.unit_id,
                "is_locked": self.is_locked}  # fmt: skip


class Pin(models.Model):
    """One reader's own wish about a view: whether it stands among the tabs, and where."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    view = models.ForeignKey(View, models.CASCADE, related_name="pins")
    is_starred = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField(default=LAST)

    class Meta:
        verbose_name = _("Pinned view")
        constraints = [models.UniqueConstraint(fields=["user", "view"], name="kit_pin_once")]
