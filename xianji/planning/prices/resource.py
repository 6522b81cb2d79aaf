"""How price lists are shown; their prices are lines of theirs and open no door of their own."""

from django.utils.translation import gettext_lazy as _

from xianji.catalog.products.models import Product
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.planning.prices.actions import approve, end, give_back, submit, take_back
from xianji.planning.prices.models import PriceItem, PriceList
from xianji.planning.prices.panels import PRICES

SHOWN = ["product", "from_quantity", "price", "floor", "target"]


class PriceItemResource(LineResource):
    """What a product costs from a quantity on."""

    model = PriceItem
    icon = "tag"
    of = "price_list"
    typed = SHOWN
    guarded = {"floor": "planning.see_floor", "target": "planning.see_target"}
    guards = {"planning.see_floor": "SD FIN EXE", "planning.see_target": "RM SD FIN EXE"}
    columns = ["product", "price_list", "from_quantity", "price", "floor", "target"]
    filters = ["price_list", "product"]
    files = comments = marks = False
    on = {Product: [RelatedList(model=PriceItem, via="product", columns=["price_list", "from_quantity", "price", "floor"])]}
    rights = {"REP SUP RM MR CS LEG SD FIN EXE": "R a"}


class PriceListResource(Resource):
    """What products cost whom, from when to when."""

    model = PriceList
    slug = "pricelists"
    icon = "tags"
    picture = "none"
    purpose = _("What products cost, from which quantity on, for whom and when. Quotes take their prices from here.")
    sections = {
        _("Price list"): ["name", "number", "currency", "with_tax", "channel", "size_class", "from_on", "to_on", "state",
                          "effective_on"],
        _("What the prices rest on"): ["on_cost", "on_rivals", "on_demand"],
    }
    facts = ["currency", "channel", "size_class", "from_on", "to_on", "effective_on"]
    fixed = ["number", "state", "effective_on"]
    columns = ["name", "number", "channel", "size_class", "from_on", "to_on", "state"]
    filters = ["state", "channel", "size_class", "from_on", "to_on"]
    search = ["name", "number"]
    order = ["-from_on"]
    quick = ["name", "from_on", "to_on"]
    dates = ["from_on", "to_on"]
    lines = {"items": SHOWN}
    actions = [submit, approve, give_back, end, take_back]
    panels = [PRICES]
    rights = {"REP SUP RM MR CS LEG": "R a", "SD": "CRUAX a", "FIN": "RUA a", "EXE": "RA a"}
