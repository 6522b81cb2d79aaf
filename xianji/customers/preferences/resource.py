"""How preferences are shown, also on their customer's page."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.preferences.models import Preference
from xianji.customers.preferences.panels import VALUED
from xianji.kit.resource import Resource


class PreferenceResource(Resource):
    """What our customers value, by dimension."""

    model = Preference
    icon = "heart"
    picture = "none"
    in_menu = False
    files = False
    purpose = _("What customers want of function, quality, price and service, so that an offer can say it back to them.")
    sections = {
        _("What they value"): ["customer", "dimension", "value", "importance"],
        _("Where from"): ["heard_from", "valid_on", "owner"],
    }
    columns = ["value", "customer", "dimension", "importance", "valid_on", "owner"]
    filters = ["customer", "dimension", "owner"]
    search = ["value"]
    quick = ["customer", "dimension", "value", "importance", "heard_from", "valid_on"]
    on = {Customer: [VALUED]}
    rights = {
        "REP": "CRU p", "SUP": "CRU b", "RM": "CRU b", "SD": "CRUD a", "MR": "R a", "CS": "CRU a", "LEG": "R a", "FIN": "R a",
        "EXE": "R a",
    }  # fmt: skip
