"""A customer's own page: its secret address, who opened it when, and what was asked there."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.org.fields import BlindIndex, EncryptedField

LETTERS = 24


def new_key() -> str:
    """Thirty-two letters that nobody guesses."""
    return secrets.token_urlsafe(LETTERS)


class CustomerPage(models.Model):
    """The way to one customer's page. Its key is stored encrypted and found by its fingerprint: who reads the tables knows no
    address. One that was renewed or taken back stays, so that its openings do."""

    customer = models.ForeignKey("customers.Customer", models.CASCADE, related_name="own_pages", verbose_name=_("Customer"))
    key = EncryptedField(default=new_key, editable=False)
    key_mark = BlindIndex(of="key", unique=True)
    until = models.DateField(_("There until"))
    made_at = models.DateTimeField(_("Opened for the customer on"), default=timezone.now)
    made_by = models.ForeignKey("org.Person", models.SET_NULL, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(_("Taken back on"), null=True)

    class Meta:
        verbose_name = _("Customer's own page")
        verbose_name_plural = _("Customers' own pages")

    def __str__(self) -> str:
        return str(self.customer)

    @property
    def path(self) -> str:
        return f"/p/{self.key}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.until >= timezone.localdate()


class PageOpening(models.Model):
    """The page was opened at that moment, by somebody who has its address."""

    page = models.ForeignKey(CustomerPage, models.CASCADE, related_name="openings", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Opening of a customer's page")
        indexes = [models.Index(fields=["page", "-at"], name="sales_opening_page")]


class PageRequest(models.Model):
    """What a customer asked for on its page, and the quote that was begun for it: its day is the day of the answer."""

    customer = models.ForeignKey("customers.Customer", models.CASCADE, related_name="page_requests", db_index=False)
    page = models.ForeignKey(CustomerPage, models.PROTECT, related_name="requests")
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField(blank=True)
    order = models.ForeignKey("sales.Order", models.SET_NULL, null=True, related_name="+", db_index=False)
    quote = models.ForeignKey("sales.Quote", models.SET_NULL, null=True, related_name="page_requests")
    token = models.CharField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("Request on a customer's page")
        indexes = [models.Index(fields=["customer", "-at"], name="sales_pagerequest_customer")]
