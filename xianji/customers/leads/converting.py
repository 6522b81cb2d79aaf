"""A lead becomes a customer with a contact and a deal, and its history goes along."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.customers.rules import is_open
from xianji.customers.leads.known import known_of
from xianji.customers.leads.models import Lead
from xianji.kit import ports, store
from xianji.kit.comments.models import Comment
from xianji.kit.files.models import Attachment
from xianji.kit.refusals import Blocked, Refused

openings: list[Callable[[Lead], int]] = []
"""What opens a deal for a converted lead and tells its id; upper chapters that know deals add theirs."""
TAKEN: tuple[tuple[Any, str], ...] = ((Attachment, "digest"), (Comment, ""))
"""What stands beside a lead and goes along, and by what the customer may have the same already."""


def convert(lead: Lead, named: Customer | None) -> None:
    """Put customer, contact and deal on the lead; the caller stores it."""
    known = known_of(lead)
    customer, there = named or known.customer, known.contact
    if customer is None:
        customer = born(Customer(**customer_values(lead)))
    elif is_open(customer):
        told = _("“%(customer)s” is a customer already and lies in a pool. Claim it there first.")
        raise Refused(told % {"customer": customer})
    elif customer.owner_id and customer.owner_id != lead.owner_id:
        told = _("“%(customer)s” is a customer already, looked after by %(unit)s. Assign the lead to its owner first.")
        raise Refused(told % {"customer": customer, "unit": customer.unit or _("somebody else")})
    lead.customer = customer
    lead.contact = there if there and there.customer_id == customer.pk else born(Contact(**contact_values(lead, customer)))
    for open_deal in openings:
        lead.deal_id = open_deal(lead)
    take_along(lead, customer)


def customer_values(lead: Lead) -> dict[str, object]:
    names = ("industry", "region", "employees", "annual_revenue", "owner")
    return {"name": lead.company, "need_profile": lead.need, **{name: getattr(lead, name) for name in names}}


def contact_values(lead: Lead, customer: Customer) -> dict[str, object]:
    first = not Contact.unscoped.filter(customer=customer, is_primary=True, deleted_at=None).exists()
    names = ("job", "part", "mobile", "email", "owner")
    values = {name: getattr(lead, name) for name in names}
    return {"customer": customer, "name": lead.person, "is_primary": first, **values}


def born(record: Any) -> Any:
    """Stored as by its own verb: what keeps such a record from being made keeps the lead from being converted."""
    if found := ports.objections(f"{record.label()}.create", [record], {}):
        raise Blocked(found)
    return store.create(record)


def take_along(lead: Lead, customer: Customer) -> None:
    """Files and comments stand beside the customer from now on; talks are shown there because the lead is."""
    for model, same in TAKEN:
        rows = model.objects.filter(label=lead.label(), record_id=lead.pk)
        if same:
            there = model.objects.filter(label=customer.label(), record_id=customer.pk)
            rows = rows.exclude(**{f"{same}__in": list(there.values_list(same, flat=True))})
        rows.update(label=customer.label(), record_id=customer.pk)
