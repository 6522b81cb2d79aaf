"""How orders are shown, also on their customer's page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.orders.actions import cancel, confirm
from xianji.sales.orders.models import Order
from xianji.sales.orders.panels import WORTH


class OrderResource(Resource):
    """What customers have bought."""

    model = Order
    icon = "shopping-cart"
    sections = {
        pgettext_lazy("sale", "Order"): ["number", "customer", "ordered_on", "amount", "state", "owner"],
        _("Outcome"): ["cancelled_because"],
    }
    facts = ["owner", "amount", "ordered_on", "state"]
    fixed = ["number", "state", "cancelled_because"]
    columns = ["number", "customer", "ordered_on", "amount", "state", "owner"]
    filters = ["state", "owner", "customer", "ordered_on", "amount"]
    search = ["number", "external_ref"]
    order = ["-ordered_on"]
    quick = ["customer", "ordered_on", "amount"]
    imports = ["number", "customer", "ordered_on", "amount", "state", "cancelled_because", "owner"]
    actions = [confirm, cancel]
    on = {Customer: [RelatedList(model=Order, via="customer", columns=["number", "ordered_on", "amount", "state"]), WORTH]}
    rights = {
        "REP": "CR s", "SUP RM": "RA b", "SD": "RA a", "CS": "CRU a", "LEG": "R a", "FIN": "R a", "EXE": "R a",
    }  # fmt: skip
