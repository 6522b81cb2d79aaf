"""Whom a lead may be already: a customer by a contact's number or address, or by its name, however that is written."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.finding import same
from xianji.customers.duplicates.rules import File
from xianji.customers.leads.models import Lead
from xianji.org.people.models import Person
from xianji.rulebook.tables.deciding import decide

TO_OWNER = ("link", "route")
"""What the table may say that gives a lead to the owner of the customer: it is a contact of it, or comes from it."""


@dataclass(frozen=True)
class Known:
    """The customer that a lead is, and the contact where the person is known too."""

    customer: Customer | None = None
    contact: Contact | None = None

    @property
    def owner(self) -> Person | None:
        """Who looks after it, as far as the table of duplicates sends the lead there."""
        owner = self.customer.owner if self.customer else None
        if owner is None or owner.left_on:
            return None
        is_contact = self.contact is not None
        said = decide("duplicates", kind="lead", registration=False, score=Decimal(0), contact=is_contact, owned=True)
        return owner if said["then"] in TO_OWNER else None


def known_of(lead: Lead) -> Known:
    """By a contact of its own, whoever may see it, else by the name of the company."""
    if contact := contact_of(lead):
        return Known(contact.customer, contact)
    return Known(same(File(lead.company)))


def contact_of(lead: Lead) -> Contact | None:
    """The contact with the same mobile or e-mail."""
    marks = Q(pk__in=[])
    for name in ("mobile", "email"):
        mark = Contact._meta.get_field(f"{name}_mark")
        if value := getattr(lead, name):
            marks |= Q(**{mark.name: mark.mark(value)})  # type: ignore[union-attr]
    rows = Contact.unscoped.filter(marks, deleted_at=None, customer__deleted_at=None)
    return rows.select_related("customer__owner", "customer__unit").order_by("pk").first()
