"""The roll-up behind a board's heads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xianji.kit.fields import MoneyField


class LaneTotal(models.Model):
    """How many living records of one owner stand in a lane, and what they add up to. Records without an owner are counted
    by unit. Where the owner sits decides who may see it, so that a transfer changes nothing here."""

    label = models.CharField(max_length=80)
    lane = models.CharField(max_length=40)
    owner_id = models.BigIntegerField(default=0)
    unit_id = models.BigIntegerField(default=0)
    count = models.BigIntegerField(default=0)
    amount = MoneyField(default=0)

    class Meta:
        verbose_name = _("Total of a lane")
        constraints = [models.UniqueConstraint(fields=["label", "owner_id", "lane", "unit_id"], name="kit_lane_once")]
