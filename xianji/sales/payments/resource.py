"""How payments are shown, brought in from the bank, and set against what is owed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.resource import Resource
from xianji.sales.invoices.placing import place_many
from xianji.sales.payments.actions import allocate, cash, confirm, release, reverse
from xianji.sales.payments.models import Payment
from xianji.sales.payments.panels import PAID, SPLIT


class PaymentResource(Resource):
    """What came in, and what it paid."""

    model = Payment
    icon = "cash"
    purpose = _("What customers have paid: entered by one, confirmed by another, then set against what is owed.")
    sections = {
        pgettext_lazy("money", "Payment"): ["number", "customer", "amount", "left", "value_on", "state", "owner"],
        _("How it came"): ["method", "order", "bank_ref", "payer", "cashed_on", "reason"],
    }
    facts = ["customer", "amount", "left", "value_on", "method", "owner"]
    fixed = ["number", "left", "state", "cashed_on", "reason", "owner"]
    columns = ["number", "customer", "value_on", "amount", "left", "method", "state", "bank_ref", "owner"]
    filters = ["state", "customer", "value_on", "left", "method", "order", "owner"]
    search = ["number", "bank_ref", "payer"]
    order = ["-value_on"]
    quick = ["customer", "amount", "value_on", "method", "bank_ref", "payer"]
    imports = ["number", "bank_ref", "customer", "amount", "value_on", "method", "payer", "owner"]
    depends = {"order": "customer"}
    dates = ["value_on"]
    tabs = {_("To be confirmed"): "state=registered", _("To be allocated"): "state=confirmed"}
    actions = [confirm, allocate, cash, release, reverse]
    panels = [SPLIT]
    on = {Customer: [PAID]}
    rights = {"REP": "R s", "SUP": "R b", "RM": "RX b", "SD": "RX a", "CS": "R p", "LEG EXE": "R a", "FIN": "CRUAX a"}

    def before_import(self, records: list[Any]) -> None:
        place_many(records)
        for one in records:
            one.left = one.amount
