"""What a customer values, by dimension: the latest word counts, earlier ones stay."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.indexes import listed
from xianji.org.records import OwnedRecord


class Preference(OwnedRecord):
    """What we learned of one side of what a customer wants. A change of mind is a new one; the newest day counts."""

    class Dimension(models.TextChoices):
        FUNCTION = "function", pgettext_lazy("preference", "Function")
        QUALITY = "quality", _("Quality")
        PRICE = "price", pgettext_lazy("preference", "Price")
        SERVICE = "service", _("Service")
        DELIVERY = "delivery", pgettext_lazy("preference", "Delivery")
        PAYMENT = "payment", _("Payment")
        BRAND = "brand", _("Brand")

    titled = "value"
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, related_name="preferences", verbose_name=_("Customer"), db_index=False
    )
    dimension = models.CharField(_("Dimension"), max_length=8, choices=Dimension)
    value = models.CharField(_("What they want"), max_length=300)
    importance = models.PositiveSmallIntegerField(
        _("Importance (1–5)"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    heard_from = models.CharField(_("Heard from"), max_length=120, blank=True)
    valid_on = models.DateField(_("As of"), default=timezone.localdate)

    class Meta(OwnedRecord.Meta):
        verbose_name = _("Preference")
        verbose_name_plural = _("Preferences")
        indexes = [
            *listed("customers_p", "updated_at", "valid_on", by={"dimension": ()}),
            models.Index(fields=["customer", "dimension", "valid_on"], name="customers_p_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()}: {self.value}"[:200]
