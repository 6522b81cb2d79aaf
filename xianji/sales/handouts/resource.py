"""How handouts are shown: on the customer's page, on that of the material, and as a list of their own."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.handouts.models import Handout
from xianji.sales.materials.models import SalesMaterial


class HandoutResource(Resource):
    """Who was given what."""

    model = Handout
    icon = "book-upload"
    picture = "none"
    in_menu = False
    purpose = _("Which customer was given which material, at a visit or by mail, message, call or meeting.")
    sections = {
        _("Handout"): ["title", "material", "customer", "contact", "given_on", "way", "note", "visit", "owner"],
    }  # fmt: skip
    facts = ["material", "customer", "contact", "given_on", "way", "visit", "owner"]
    fixed = ["title"]
    columns = ["title", "given_on", "way", "contact", "visit", "owner"]
    filters = ["customer", "material", "way", "owner", "given_on"]
    search = ["title"]
    order = ["-given_on"]
    quick = ["material", "customer", "contact", "way", "given_on", "note"]
    depends = {"contact": "customer"}
    imports = ["customer", "material", "given_on", "way", "note", "owner"]
    on = {
        SalesMaterial: [
            RelatedList(model=Handout, via="material", title=_("Who was given it"), place="main", limit=20,
                        columns=["customer", "contact", "given_on", "way", "visit", "owner"]),
        ],
        Customer: [
            RelatedList(model=Handout, via="customer", title=_("Material they were given"), place="tab", fold=DEALINGS, limit=20,
                        columns=["material", "material__edition", "given_on", "way", "contact", "visit", "owner"]),
        ],
    }  # fmt: skip
    rights = {
        "REP": "CRU p", "SUP": "CRU b", "RM": "RX b", "SD": "CRUDX a", "MR": "CRUX a", "CS": "CRU p", "EXE": "R a",
    }  # fmt: skip
