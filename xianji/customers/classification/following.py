"""A change of what the class follows from is followed at once, in the same transaction."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.customers.classification import rules
from xianji.customers.classification.deciding import classify, is_working
from xianji.customers.customers.models import Customer
from xianji.kit.refusals import Refused

INPUTS = {"employees", "annual_revenue", "potential", "industry_id", "need_kind", "size_class"}
Told = list[tuple[Customer, dict[str, tuple[Any, Any]]]]


def follow_inputs(told: Told) -> None:
    """Called with every write of customers. A file that says too little waits for the night, when it is new."""
    if is_working():
        return
    touched = [(customer, changed) for customer, changed in told if matters(customer, changed)]
    if len(told) == 1 and touched:
        must_not_contradict(*touched[0])
    if touched:
        classify([customer.pk for customer, _changed in touched], told=[customer for customer, _changed in touched])


def matters(customer: Customer, changed: dict[str, tuple[Any, Any]]) -> bool:
    if customer.deleted_at or Customer.Cycle.BLACKLIST in changed.get("state", ()):
        return not customer.deleted_at
    return bool(changed.keys() & INPUTS) and (says_enough(customer) or (not is_new(customer) and "need_kind" in changed))


def says_enough(customer: Customer) -> bool:
    return rules.is_complete(customer.employees, customer.annual_revenue, customer.industry_id, customer.need_kind)


def is_new(customer: Customer) -> bool:
    """Just stored for the first time, so that nothing was loaded."""
    return not hasattr(customer, "_loaded")


def must_not_contradict(customer: Customer, changed: dict[str, tuple[Any, Any]]) -> None:
    """A size that is all that somebody typed, where the table decides, is refused rather than quietly put back."""
    if set(changed) == {"size_class"} and says_enough(customer):
        told = _("The size follows from staff, revenue, industry and need. “Set the class by hand” asks for another one.")
        raise Refused("", {"size_class": [told]})
