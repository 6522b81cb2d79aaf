"""The company that runs this installation: one row."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Company(models.Model):
    """What was said at set-up; there is one company per installation."""

    name = models.CharField(_("Company"), max_length=200)
    country = models.CharField(_("Country"), max_length=2, default="CN")
    currency = models.CharField(_("Base currency"), max_length=3, default="CNY")
    time_zone = models.CharField(_("Time zone"), max_length=60, default="Asia/Shanghai")
    fiscal_month = models.PositiveSmallIntegerField(
        _("First month of the fiscal year"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    language = models.CharField(_("Language"), max_length=10, default="zh-hans")
    demo = models.CharField(_("Demo data"), max_length=20, blank=True, default="")
    set_up_at = models.DateTimeField(_("Set up"), auto_now_add=True)

    class Meta:
        verbose_name = _("Company")
        verbose_name_plural = _("Company")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="org_one_company")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def here(cls) -> Self | None:
        """The company of this installation; None before set-up."""
        return cls.objects.filter(pk=1).first()
