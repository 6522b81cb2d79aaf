"""How touches are shown, on the page of the lead or customer they were for."""

from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import DEALINGS
from xianji.customers.leads.models import Lead
from xianji.customers.touches.models import Touch
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

COLUMNS = ["number", "at", "channel", "outcome"]


class TouchResource(Resource):
    """Every attempt to reach somebody, and what came of it."""

    model = Touch
    icon = "phone"
    in_menu = False
    sections = {
        pgettext_lazy("touch", "Touch"): ["number", "lead", "customer", "contact", "owner"],
        pgettext_lazy("touch", "What happened"): ["channel", "direction", "at", "seconds", "outcome", "note", "next_step_at"],
    }
    columns = ["number", "lead", "customer", "channel", "outcome", "at", "owner"]
    filters = ["lead", "customer", "channel", "outcome", "owner", "at"]
    search = ["number", "note"]
    order = ["-at"]
    quick = ["lead", "channel", "outcome", "at", "note"]
    depends = {"contact": "customer"}
    on = {
        Lead: [RelatedList(model=Touch, via="lead", columns=COLUMNS)],
        Customer: [RelatedList(model=Touch, via="customer", columns=COLUMNS, place="tab", fold=DEALINGS, order=1)],
    }
    rights = {
        "REP": "CRU s", "SUP": "CRU b", "RM": "R b", "SD": "RD a", "MR": "CRU a", "CS": "CR s", "EXE": "R a",
    }  # fmt: skip
