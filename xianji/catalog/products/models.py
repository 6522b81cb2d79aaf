"""What the company sells."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.fields import PriceField
from xianji.org.records import Record


class Product(Record):
    """Something that can be offered, ordered and delivered."""

    class State(models.TextChoices):
        ACTIVE = "active", _("On sale")
        PHASE_OUT = "phase_out", _("Phasing out")
        ENDED = "ended", _("Ended")

    class Kind(models.TextChoices):
        GOODS = "goods", _("Goods")
        SERVICE = "service", _("Service")
        SOFTWARE = "software", _("Software")

    class Tax(models.TextChoices):
        """What the law taxes alike; the rates of a day are in the decision table `tax.rates`."""

        STANDARD = "standard", _("Standard rate")
        REDUCED = "reduced", _("Reduced rate")
        SERVICE = "service", _("Rate for services")
        ZERO = "zero", _("Not taxed")

    tones = {"phase_out": "warn"}
    sku = models.CharField(_("SKU"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    line = models.CharField(_("Product line"), max_length=80, blank=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.GOODS)
    uom = models.ForeignKey("catalog.Uom", models.PROTECT, null=True, blank=True, verbose_name=_("Unit of measure"))
    list_price = PriceField(_("List price"), null=True, blank=True)
    cost = PriceField(_("Standard cost"), null=True, blank=True)
    tax_category = models.CharField(_("Tax"), max_length=8, choices=Tax, default=Tax.STANDARD)
    warranty_months = models.PositiveSmallIntegerField(_("Warranty in months"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ACTIVE, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Product")
        verbose_name_plural = _("Products")
        indexes = [models.Index(fields=["name"], name="catalog_product_name")]

    def __str__(self) -> str:
        return self.name
