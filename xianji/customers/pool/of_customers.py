"""Customers in the pool: a prospect by itself, the others by their size; their contacts go along."""

from typing import Any

from django.db.models import Q

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.pool.subjects import Child, Subject, register

Cycle = Customer.Cycle
IN_LIFE = (Cycle.PROSPECT, Cycle.ACTIVE, Cycle.DORMANT)
SHOWN = ("name", "size_class", "industry_id", "region_id", "last_contact_on")


def kind_of(customer: Any) -> str:
    """Who never bought is a prospect, whatever its size."""
    if customer.state == Cycle.PROSPECT:
        return "prospect"
    return "large" if customer.size_class == Customer.Size.LARGE else "usual"


def counted(kind: str) -> Q:
    """Those that one holds of a kind; who has ordered does not count among the small and medium ones."""
    if kind == "prospect":
        return Q(state=Cycle.PROSPECT)
    buying = Q(state__in=(Cycle.ACTIVE, Cycle.DORMANT))
    if kind == "large":
        return buying & Q(size_class=Customer.Size.LARGE)
    return buying & ~Q(size_class=Customer.Size.LARGE) & Q(won_amount=0)


CUSTOMERS = register(Subject(
    name="customers", model=Customer, link="customer", kind_of=kind_of, in_life=Q(state__in=IN_LIFE), counted=counted,
    card=lambda customer: {name: getattr(customer, name) for name in SHOWN}, followed="last_contact_on",
    may_lie=lambda customer: customer.state != Cycle.BLACKLIST,
    facts=("state", "size_class", "region_id"), children=[Child(Contact, "customer")],
))  # fmt: skip
