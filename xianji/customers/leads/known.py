"""Whom a lead may be already: a customer by a contact's number or address, or by its name."""

from django.db.models import Q

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.leads.models import Lead


def contact_of(lead: Lead) -> Contact | None:
    """The contact with the same mobile or e-mail, whoever may see it."""
    same = Q(pk__in=[])
    for name in ("mobile", "email"):
        mark = Contact._meta.get_field(f"{name}_mark")
        if value := getattr(lead, name):
            same |= Q(**{mark.name: mark.mark(value)})  # type: ignore[union-attr]
    rows = Contact.unscoped.filter(same, deleted_at=None, customer__deleted_at=None)
    return rows.select_related("customer__owner", "customer__unit").order_by("pk").first()


def customer_of(lead: Lead) -> Customer | None:
    """The customer that this is: by a contact of its own, else by the same name."""
    if contact := contact_of(lead):
        return contact.customer
    named = Customer.unscoped.filter(name=lead.company.strip(), deleted_at=None)
    return named.select_related("owner", "unit").order_by("pk").first()
