"""Currencies and what they were worth on which day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.fields import FactorField
from xianji.org.records import Record


class Currency(Record):
    """A currency that is dealt in."""

    titled = "code"
    code = models.CharField(_("Code"), max_length=3, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    digits = models.PositiveSmallIntegerField(_("Decimals shown"), default=2)

    class Meta(Record.Meta):
        verbose_name = _("Currency")
        verbose_name_plural = _("Currencies")

    def __str__(self) -> str:
        return self.code


class ExchangeRate(Record):
    """One unit of the currency in base currency, from a day on until the next rate. Never edited: a new row."""

    currency = models.ForeignKey(Currency, models.PROTECT, related_name="rates", verbose_name=_("Currency"))
    from_on = models.DateField(_("From"))
    rate = FactorField(_("Rate"))

    class Meta(Record.Meta):
        verbose_name = _("Exchange rate")
        verbose_name_plural = _("Exchange rates")
        constraints = [models.UniqueConstraint(fields=["currency", "from_on"], name="catalog_rate_once")]

    def __str__(self) -> str:
        return f"{self.currency_id} {self.from_on}"
