"""How revenue entries are shown: read by many, written by nobody, corrected by one more."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.orders.models import Order
from xianji.sales.revenue.actions import correct
from xianji.sales.revenue.models import RevenueEntry
from xianji.sales.revenue.panels import EARNED

OF_ORDER = RelatedList(
    model=RevenueEntry, via="order", columns=["number", "booked_on", "source", "net"], place="tab", order=4
)


class RevenueEntryResource(Resource):
    """Revenue, entry by entry."""

    model = RevenueEntry
    icon = "book-2"
    picture = "none"
    purpose = _("What was earned, when and by what: deliveries, months of service, returns. Nothing is ever changed here.")
    sections = {
        _("Revenue entry"): [
            "number", "booked_on", "source", "customer", "order", "line", "product", "quantity", "net", "cost", "margin", "split",
            "counts_for", "owner",
        ],
        _("Where it comes from"): ["sales_return", "month", "corrects", "why"],
    }  # fmt: skip
    facts = ["customer", "product", "booked_on", "net", "source"]
    fixed = ["booked_on", "source", "customer", "order", "line", "product", "net", "owner"]
    guarded = {"cost": "catalog.see_cost", "margin": "catalog.see_cost"}
    columns = ["number", "booked_on", "customer", "product", "source", "net", "margin", "owner"]
    filters = ["source", "customer", "product", "order", "owner", "counts_for", "booked_on", "net"]
    search = ["number"]
    order = ["-booked_on"]
    imports = []
    actions = [correct]
    on = {Order: [OF_ORDER], Customer: [EARNED]}
    comments = False
    rights = {"REP": "R s", "SUP": "R b", "RM": "RX b", "SD EXE": "RX a", "MR CS HR": "R a", "FIN": "RAX a"}
