"""Sales material: what is shown or handed over, and what helps to speak: guidelines and talk tracks, each with its edition."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.org.records import Record


class SalesMaterial(Record):
    """One edition of a paper or a short text; after its last day it is not handed over any more."""

    class Kind(models.TextChoices):
        BROCHURE = "brochure", _("Brochure")
        CASE = "case", _("Customer story")
        SHEET = "sheet", _("Data sheet")
        PRICES = "prices", pgettext_lazy("material", "Prices")
        GUIDE = "guide", _("Guideline")
        TALK = "talk", _("Talk track")

    class Occasion(models.TextChoices):
        ONSITE = "onsite", pgettext_lazy("visit", "On site")
        ONLINE = "online", pgettext_lazy("visit", "Online")
        PHONE = "phone", pgettext_lazy("visit", "By phone")

    spoken = (Kind.GUIDE, Kind.TALK)
    """Kinds that are read, not handed over."""
    titled = "name"
    name = models.CharField(_("Name"), max_length=160)
    kind = models.CharField(pgettext_lazy("material", "Kind"), max_length=8, choices=Kind)
    occasion = models.CharField(
        _("For visits"), max_length=6, choices=Occasion, blank=True, help_text=_("Empty: for all of them")
    )
    product = models.ForeignKey(
        "catalog.Product", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Product")
    )
    edition = models.CharField(_("Edition"), max_length=20, help_text=_("Such as 2026-03 or 1.2"))
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    text = models.TextField(_("Text"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Sales material")
        verbose_name_plural = pgettext_lazy("plural", "Sales material")
        constraints = [models.UniqueConstraint(fields=["name", "edition"], name="sales_material_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"

    def is_valid(self, on: date) -> bool:
        return self.valid_until is None or on <= self.valid_until
