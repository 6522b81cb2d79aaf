"""How contacts are shown, also on their customer's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.consents import calling
from xianji.customers.consents.panel import CONSENTS
from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource


class ContactResource(Resource):
    """The people at our customers."""

    model = Contact
    icon = "users"
    on_phone = True
    picture = "round"
    watched = True
    dials = "mobile"
    sections = {
        pgettext_lazy("contact", "Person"): ["name", "customer", "job", "department", "part", "is_primary", "owner"],
        _("Ways to reach"): ["mobile", "email"],
        _("Weight"): ["influence", "closeness"],
    }
    columns = ["name", "customer", "job", "part", "mobile", "owner"]
    filters = ["customer", "part", "owner", "is_primary"]
    search = ["name", "number", "mobile", "email", "job"]
    lines = {"links": ["kind", "other", "colleague", "strength"]}
    card = {"FN": "name", "TITLE": "job", "ORG": "customer", "TEL": "mobile", "EMAIL": "email"}
    quick = ["name", "customer", "job", "mobile", "email"]
    alike = ["name", "mobile", "email"]
    merges = True
    panels = [CONSENTS]
    on = {Customer: [RelatedList(model=Contact, via="customer", columns=["name", "job", "part"])]}
    rights = {
        "REP": "CRU p", "SUP": "RU b", "RM": "RU b", "SD": "RD a", "MR": "R a", "CS": "RU a", "LEG": "R a", "FIN": "R a",
        "EXE": "R a",
    }  # fmt: skip

    def no_call(self, record: Any) -> str:
        """In the evening, and where the ledger of consents says no."""
        return calling.no_call(record)
