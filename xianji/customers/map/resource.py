"""How the lines of the stakeholder map are shown; they are lines of a contact and open no door of their own."""

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.map.models import ContactLink
from xianji.customers.map.panel import MAP
from xianji.kit.lined import LineResource
from xianji.kit.records.panels import RelatedList

SHOWN = ["kind", "other", "colleague", "strength"]


class ContactLinkResource(LineResource):
    """Who knows whom."""

    model = ContactLink
    icon = "sitemap"
    of = "contact"
    typed = SHOWN
    columns = ["contact", *SHOWN, "owner"]
    filters = ["owner"]
    on = {
        Contact: [RelatedList(model=ContactLink, via="contact", columns=SHOWN)],
        Customer: [MAP],
    }
    rights = {"REP CS": "R p", "SUP RM": "R b", "SD MR LEG FIN EXE": "R a"}
