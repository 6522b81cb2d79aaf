"""How customers are shown."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.actions import blacklist, lose, pardon, verify, win_back
from xianji.customers.customers.models import Customer
from xianji.customers.customers.rules import is_open
from xianji.kit.merging.declared import Merging
from xianji.kit.resource import Resource


class CustomerResource(Resource):
    """The companies we sell to or want to sell to."""

    model = Customer
    icon = "building"
    on_phone = True
    go = "c"
    watched = True
    dials = "phone"
    sections = {
        _("Company"): [
            "name", "short_name", "number", "size_class", "shown_class", "industry", "need_kind", "region", "state", "target",
            "verified_on", "owner",
        ],
        _("Registration"): ["registration_type", "registration_no", "country", "parent"],
        _("Size"): ["employees", "founded", "annual_revenue", "potential"],
        _("Ways to reach"): ["phone", "website", "division", "address"],
        _("Needs"): ["need_profile"],
        _("Invoices"): ["invoice_title", "payment_terms"],
        _("Relation"): ["health", "orders_year", "last_order_on", "playbook", "became_large_on"],
    }  # fmt: skip
    facts = ["owner", "won_amount", "potential", "last_contact_on", "employees", "annual_revenue", "region"]
    fixed = [
        "number", "state", "shown_class", "verified_on", "health", "orders_year", "last_order_on", "playbook", "became_large_on",
        "no_team_because",
    ]  # fmt: skip
    columns = ["name", "size_class", "owner", "last_contact_on", "won_amount", "region", "industry", "state"]
    filters = [
        "state", "shown_class", "size_class", "owner", "region", "industry", "target", "health", "last_contact_on",
        "last_order_on", "orders_year", "won_amount", "updated_at",
    ]  # fmt: skip
    search = ["name", "short_name", "number", "registration_no", "phone"]
    quick = ["name", "size_class", "industry", "region", "phone"]
    alike = ["name", "short_name", "registration_no", "phone"]
    merges = Merging(keys=("registration_no",), apart=(Customer.Cycle.BLACKLIST,))
    actions = [verify, lose, win_back, blacklist, pardon]
    rights = {
        "REP": "CRU p", "SUP": "CRUTX b", "RM": "CRUTAXG b", "SD": "CRUTAXDG a", "MR": "R a", "CS": "RU a", "LEG": "RA p",
        "FIN": "RUA a", "EXE": "R a",
    }  # fmt: skip
    """G: says why a large customer has no team."""

    def whom(self, customer: Customer) -> str:
        """The unit and the class, and no name: nobody fishes for who works with whom."""
        size = customer.get_size_class_display() if customer.size_class else gettext("No class yet")
        place = gettext("a pool") if is_open(customer) else str(customer.unit or "")
        return " · ".join(filter(None, [place, str(size)]))
