"""What the forecast said on a day: kept, so that it can be compared with what came true."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.fields import MoneyField
from xianji.org.fields import PathField


class ForecastSnapshot(models.Model):
    """One quarter as it looked on one day, by owner and place, so that each reads it within their own scope. It follows from
    deals that the journal knows, so it has no entry of its own."""

    owned: ClassVar[bool] = True
    taken_on = models.DateField()
    quarter_on = models.DateField()
    owner = models.ForeignKey("org.Person", models.CASCADE, null=True, related_name="+", db_index=False)
    org_path = PathField()
    category = models.CharField(max_length=9)
    amount = MoneyField()
    weighted = MoneyField()
    deals = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Snapshot of the forecast")
        indexes = [
            models.Index(fields=["quarter_on", "taken_on", "org_path", "owner"], name="sales_fs_place"),
            models.Index(fields=["owner", "quarter_on", "taken_on"], name="sales_fs_owner"),
        ]

    @classmethod
    def label(cls) -> str:
        """Seen by whoever sees the deals of the same place."""
        return "sales.opportunity"
