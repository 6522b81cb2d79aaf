"""How classes set by hand are shown, and the class on the customer's page."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.classification.actions import agree, end, refuse, set_class
from xianji.customers.classification.models import ClassOverride
from xianji.customers.classification.panels import CLASS
from xianji.customers.customers.models import Customer
from xianji.kit.resource import Resource


class ClassOverrideResource(Resource):
    """Classes that people set for a while, with reason and end."""

    model = ClassOverride
    icon = "adjustments"
    picture = "none"
    in_menu = False
    purpose = _("Ask for another class on the customer's page, with a reason and an end.")
    sections = {
        _("What for"): ["number", "customer", "size", "reason"],
        _("How long"): ["holds_from", "until_on", "state", "approver", "owner"],
    }
    fixed = ["number", "customer", "size", "reason", "until_on", "owner"]
    facts = ["customer", "size", "holds_from", "until_on", "approver", "owner"]
    columns = ["number", "customer", "size", "state", "holds_from", "until_on", "approver", "owner"]
    filters = ["state", "size", "owner", "customer", "until_on"]
    search = ["number"]
    order = ["-created_at"]
    actions = [agree, refuse, end]
    on = {Customer: [CLASS, set_class]}
    rights = {"REP": "RU p", "SUP": "RU b", "RM": "RUA b", "SD": "RUA a", "MR CS LEG FIN": "R a", "EXE": "RA a"}
