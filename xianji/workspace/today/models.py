"""How somebody has arranged their Today."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.models import Person


class Arrangement(models.Model):
    """Names of sections: in which order, and which are left out; what is named nowhere stands where it says itself."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    order = models.JSONField(default=list)
    hidden = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Arrangement of Today")
