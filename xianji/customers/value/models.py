"""What the orders of a customer come to: derived, one row for each who ever bought, and as old as the last night."""

from django.db import models

from xianji.kit.fields import MoneyField


class CustomerValue(models.Model):
    """No record of its own: it stands beside the customer, whose id it carries, and is read through the customer alone."""

    customer_id = models.BigIntegerField(primary_key=True)
    first_on = models.DateField()
    last_on = models.DateField()
    orders = models.PositiveIntegerField(default=0)
    """Of the last twelve months, as the revenue is."""
    revenue = MoneyField(default=0)
    total = MoneyField(default=0)
    recency = models.PositiveSmallIntegerField(null=True)
    frequency = models.PositiveSmallIntegerField(null=True)
    monetary = models.PositiveSmallIntegerField(null=True)
    segment = models.CharField(max_length=20, blank=True)
    abc = models.CharField(max_length=1, blank=True)
    lifetime = MoneyField(null=True)
