"""How orders are shown, also on their customer's page; their lines open no menu of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit import store
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource
from xianji.sales.orders.actions import (
    RELEASE,
    cancel,
    close,
    confirm,
    explain,
    hold,
    receive_advance,
    release,
    reschedule,
)
from xianji.sales.orders.again import Again
from xianji.sales.orders.models import Order, OrderLine
from xianji.sales.orders.panels import WORTH
from xianji.sales.orders.progress import PROGRESS
from xianji.sales.orders.reckoning import reckon
from xianji.sales.orders.telling import tell

TYPED = ["product", "name", "quantity", "price", "tax_rate", "promised_on", "months"]


class OrderLineResource(Resource):
    """What was ordered, line by line, and how far each is."""

    model = OrderLine
    slug = "orderlines"
    icon = "list-details"
    picture = "none"
    sections = {
        _("Line of an order"): ["order", *TYPED, "net", "tax", "cost"],
        pgettext_lazy("goods", "Delivery"): [
            "due_on", "is_moved", "planned", "shipped", "accepted", "met_on", "defective", "returned", "late_because",
        ],
    }  # fmt: skip
    fixed = ["order", *TYPED, "late_because", "owner"]
    guarded = {"cost": "catalog.see_cost"}
    columns = ["name", "order", "product", "quantity", "accepted", "due_on", "met_on", "owner"]
    filters = ["product", "order", "owner", "due_on"]
    dates = ["due_on"]
    imports = ["order", *TYPED, "owner"]
    in_menu = False
    actions = [reschedule, explain]
    rights = {"REP": "CR s", "SUP RM": "RU b", "SD": "RU a", "LEG FIN EXE": "R a", "CS": "CRU a"}

    def before_import(self, records: list[Any]) -> None:
        """Lines of a file lie where their orders lie."""
        for line in records:
            line.owner_id = line.owner_id or line.order.owner_id
            line.begin()
            line.is_fresh = True

    def settle_import(self, records: list[tuple[Any, dict[str, str]]]) -> None:
        """The drafts that got lines are reckoned once; what was changed is reckoned when its order is confirmed."""
        for order in {line.order_id: line.order for line, _told in records if line.is_fresh}.values():
            OrderResource.sum_up(order)


class OrderResource(Resource):
    """What customers have bought, and how far it is delivered."""

    model = Order
    icon = "shopping-cart"
    sections = {
        pgettext_lazy("sale", "Order"): ["number", "customer", "contract", "ordered_on", "promised_on", "state", "owner"],
        _("Amounts"): ["amount", "tax", "gross", "advance", "advance_paid"],
        pgettext_lazy("order", "Credit"): ["credit", "credit_why", "cleared_on", "released_by"],
        _("Outcome"): ["delivery", "moved_on", "cancelled_because"],
    }
    facts = ["customer", "owner", "gross", "promised_on", "delivery"]
    fixed = ["number", "state", "cancelled_because"]
    columns = ["number", "customer", "ordered_on", "amount", "state", "delivery", "owner"]
    filters = ["state", "credit", "delivery", "owner", "customer", "contract", "ordered_on", "amount"]
    search = ["number", "external_ref"]
    order = ["-ordered_on"]
    quick = ["customer", "ordered_on", "amount"]
    imports = ["number", "customer", "ordered_on", "promised_on", "amount", "tax", "state", "cancelled_because", "owner"]
    depends = {"contract": "customer"}
    lines = {"lines": TYPED}
    actions = [confirm, release, receive_advance, tell, hold, close, cancel]
    panels = [PROGRESS]
    on = {
        Customer: [
            RelatedList(model=Order, via="customer", columns=["number", "ordered_on", "amount", "state", "delivery"]), WORTH,
        ],
        OrderLine: [Again()],
    }  # fmt: skip
    guards = {RELEASE: "FIN SD EXE"}
    rights = {
        "REP": "CR s", "SUP RM": "RA b", "SD": "RA a", "CS": "CRU a", "LEG": "R a", "FIN": "R a", "EXE": "R a",
    }  # fmt: skip

    def before_import(self, records: list[Any]) -> None:
        for order in records:
            order.reckon()

    def before_update(self, records: list[Any]) -> None:
        self.before_import([one for one in records if store.changes(one).keys() & {"amount", "tax"}])

    def lined(self, record: Any) -> None:
        self.sum_up(record)

    @staticmethod
    def sum_up(order: Order) -> None:
        """A draft is the sum of its lines."""
        if order.is_open and reckon(order):
            store.change(order, source="reckoned")
