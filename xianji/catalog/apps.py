"""Nouns that every chapter shares: products, units of measure, currencies, one dictionary of choices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "xianji.catalog"
    label = "catalog"
    verbose_name = _("Catalog")
