"""How products are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.catalog.products.actions import end, phase_out, reactivate
from xianji.catalog.products.models import Product
from xianji.kit.resource import Resource


class ProductResource(Resource):
    """What the company sells."""

    model = Product
    icon = "package"
    sections = {_("Product"): ["sku", "name", "line", "kind", "uom", "warranty_months", "state"],
                _("Money"): ["list_price", "cost", "tax_category"]}
    guarded = {"cost": "catalog.see_cost"}
    guards = {"catalog.see_cost": "SD FIN EXE"}
    columns = ["name", "sku", "line", "list_price", "cost", "state"]
    filters = ["state", "line", "kind", "uom"]
    search = ["name", "sku", "line"]
    order = ["name"]
    key = "sku"
    actions = [phase_out, end, reactivate]
    rights = {
        "REP SUP RM CS LEG": "R a", "SD": "CRUADX a", "MR": "CRU a", "FIN": "R a", "EXE": "RA a", "ADM": "CRUD a",
    }  # fmt: skip
