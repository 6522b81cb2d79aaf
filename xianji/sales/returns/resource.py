"""How returns are shown."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.orders.models import Order
from xianji.sales.returns.actions import approve, credit, receive, refuse, replace
from xianji.sales.returns.models import SalesReturn

OF_ORDER = RelatedList(
    model=SalesReturn, via="order", columns=["number", "line", "quantity", "state"], place="tab", order=3
)


class SalesReturnResource(Resource):
    """What customers send back, why, and what they get for it."""

    model = SalesReturn
    slug = "returns"
    icon = "truck-return"
    picture = "none"
    stages = [SalesReturn.State.REQUESTED, SalesReturn.State.APPROVED, SalesReturn.State.RECEIVED]
    purpose = _("What customers send back of what they took, why, and whether they get money or a replacement.")
    sections = {
        _("Return"): ["number", "line", "order", "customer", "quantity", "cause", "wish", "note", "asked_on", "state", "owner"],
        _("Outcome"): ["received_on", "settled_on", "net", "gross", "refused_because"],
    }
    facts = ["order", "customer", "quantity", "wish", "net", "settled_on"]
    fixed = ["number", "order", "customer", "state", "received_on", "settled_on", "net", "gross", "refused_because", "owner"]
    columns = ["number", "customer", "line", "quantity", "cause", "wish", "asked_on", "state", "owner"]
    filters = ["state", "customer", "order", "line", "owner", "asked_on"]
    search = ["number"]
    order = ["-asked_on"]
    quick = ["line", "quantity", "cause", "wish", "note"]
    imports = []
    actions = [approve, receive, credit, replace, refuse]
    on = {Order: [OF_ORDER]}
    rights = {"REP": "CR s", "SUP RM": "RA b", "SD": "RA a", "CS": "CRU a", "LEG EXE": "R a", "FIN": "RA a"}
