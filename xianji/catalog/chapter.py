"""Contents of the catalog."""

from django.utils.translation import gettext_lazy as _

from xianji.catalog.currencies.resource import CurrencyResource, ExchangeRateResource
from xianji.catalog.products.models import Product
from xianji.catalog.products.resource import ProductResource
from xianji.catalog.terms.resource import TermResource
from xianji.catalog.uoms.resource import UomResource
from xianji.kit.registry import Beginning, Chapter

chapter = Chapter(
    name="catalog",
    title=_("Catalog"),
    icon="package",
    resources=[ProductResource, CurrencyResource, ExchangeRateResource, UomResource, TermResource],
    beginnings=[
        Beginning(
            _("Enter the products"),
            _("What is sold, from a file or one by one; opportunities name them."),
            "/catalog/products/",
            "catalog.product.create",
            lambda: Product.objects.exists(),
        )
    ],
)
