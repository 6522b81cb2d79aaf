"""The secret address at which a person's agenda can be read by other calendars."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.org.models import User


class Feed(models.Model):
    """One per account, kept as the hash of its secret: the address is shown once."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("Made"))
    read_at = models.DateTimeField(_("Last read"), null=True)

    class Meta:
        verbose_name = _("Calendar feed")
        verbose_name_plural = _("Calendar feeds")

    def __str__(self) -> str:
        return self.user.login
