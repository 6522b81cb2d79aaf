"""The values that the business has set; each row is one decision, never changed afterwards."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _


class ParameterValue(models.Model):
    """From a day on, a parameter has this value; of two for one day the later one holds."""

    key = models.CharField(_("Parameter"), max_length=80)
    value = models.CharField(_("Value"), max_length=80)
    effective_on = models.DateField(_("Effective from"))
    reason = models.CharField(_("Reason"), max_length=500)
    by = models.ForeignKey("org.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("Changed by"))
    created_at = models.DateTimeField(_("Changed"), auto_now_add=True)

    class Meta:
        verbose_name = _("Parameter value")
        verbose_name_plural = _("Parameter values")
        indexes = [models.Index(fields=["key", "-effective_on", "-id"], name="rulebook_parameter")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise PermissionDenied("A value of the rulebook is never changed; set a new one.")
        super().save(*args, **options)
