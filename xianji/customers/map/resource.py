"""How the lines of the stakeholder map are shown; they are lines of a contact and open no door of their own."""

from django.utils.translation import gettext_lazy as _

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.map.models import ContactLink
from xianji.customers.map.panel import MAP
from xianji.kit.records.panels import RelatedList
from xianji.kit.resource import Resource

SHOWN = ["kind", "other", "colleague", "strength"]


class ContactLinkResource(Resource):
    """Who knows whom."""

    model = ContactLink
    icon = "sitemap"
    picture = "none"
    sections = {_("Who knows whom"): ["contact", *SHOWN]}
    fixed = ["contact", *SHOWN]
    columns = ["contact", *SHOWN, "owner"]
    filters = ["owner"]
    imports = []
    in_menu = False
    on = {
        Contact: [RelatedList(model=ContactLink, via="contact", columns=SHOWN)],
        Customer: [MAP],
    }
    rights = {"REP CS": "R p", "SUP RM": "R b", "SD MR LEG FIN EXE": "R a"}
