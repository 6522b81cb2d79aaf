"""How deliveries are shown; their lines open no door of their own."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.deliveries.actions import accept, call_off, deliver, make_good, receive, settle, ship
from xianji.sales.deliveries.models import Delivery
from xianji.sales.deliveries.panels import PARTS
from xianji.sales.orders.models import Order

OF_ORDER = RelatedList(
    model=Delivery, via="order", columns=["number", "state", "planned_on", "carrier", "net"], place="tab", order=2
)


class DeliveryResource(Resource):
    """What leaves for customers, and what they took of it."""

    model = Delivery
    icon = "truck"
    picture = "none"
    purpose = _("What is to be shipped, what is on its way, and what customers took of it. A delivery is planned on its order.")
    sections = {
        pgettext_lazy("goods", "Delivery"): [
            "number", "order", "customer", "planned_on", "carrier", "waybill", "note", "state", "owner",
        ],
        _("Acceptance"): ["shipped_on", "shipped_by", "received_on", "accepted_on", "accepted_by", "outcome"],
        _("Amounts"): ["net", "gross"],
    }  # fmt: skip
    facts = ["order", "customer", "planned_on", "shipped_on", "accepted_on", "net"]
    fixed = [
        "number", "order", "customer", "state", "shipped_on", "shipped_by", "received_on", "accepted_on", "accepted_by",
        "outcome", "net", "gross", "owner",
    ]  # fmt: skip
    columns = ["number", "customer", "order", "planned_on", "state", "carrier", "net", "owner"]
    filters = ["state", "customer", "order", "owner", "planned_on"]
    search = ["number", "waybill"]
    order = ["-planned_on"]
    imports = []
    dates = ["planned_on"]
    tabs = {
        _("To be shipped"): "state=planned", _("On its way"): "state=shipped,received",
        pgettext_lazy("delivery", "Accepted in part"): "state=partly",
    }  # fmt: skip
    actions = [accept, make_good, ship, receive, settle, call_off]
    panels = [PARTS]
    on = {Order: [deliver, OF_ORDER]}
    on_phone = True
    rights = {"REP": "CR s", "SUP RM": "RUA b", "SD": "RUA a", "LEG FIN EXE": "R a", "CS": "CRUA a"}
