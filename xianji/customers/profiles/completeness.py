"""How complete a customer's file is: the weights of the completeness sheet, as far as the file has such fields."""

from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer

PLACEHOLDERS = ("", "无", "無", "暂无", "暫無", "待补", "待補", "123", "N/A", "NA", "TBD", "-", "—", "/")
"""What people type to get past a field; it counts as empty."""
BASICS = {"name": 5, "registration_no": 8, "industry": 5, "size_class": 4, "address": 4, "region": 4, "need_profile": 20}
CONTACTS = {"person": 8, "phone": 8, "decider": 5, "mail": 4}
HISTORY = 15
WHOLE = sum(BASICS.values()) + sum(CONTACTS.values()) + HISTORY
"""Points that a file can have today: 90 of 100; invoice title and terms of payment come with contracts."""


def points() -> Any:
    """The points of each customer as an expression, answered from its row and by indexes."""
    contacts = Contact.unscoped.filter(customer=OuterRef("pk"), deleted_at=None)
    ways = {
        "person": contacts.filter(is_primary=True), "phone": contacts.exclude(mobile_mark=""),
        "decider": contacts.filter(part=Contact.Part.DECISION), "mail": contacts.exclude(email_mark=""),
    }  # fmt: skip
    found: Any = _when(Q(won_amount__gt=0) | Q(state=Customer.Cycle.PROSPECT), HISTORY)
    for name, weight in BASICS.items():
        found += _when(is_filled(name), weight)
    for name, weight in CONTACTS.items():
        found += _when(Q(Exists(ways[name])), weight)
    return found


def needed(share: Decimal) -> int:
    """The least points that make up a share of what a file can have."""
    return int((share * WHOLE).to_integral_value(rounding=ROUND_CEILING))


def is_filled(name: str) -> Q:
    """Whether a field says something."""
    return ~Q(**{name: None}) if Customer._meta.get_field(name).is_relation else ~Q(**{f"{name}__in": PLACEHOLDERS})


def empty_fields(customer: Customer, names: Any) -> list[str]:
    """Those of the fields that say nothing."""
    fields = {name: column(name) for name in names}
    return [name for name, column in fields.items() if (value := getattr(customer, column)) is None
            or str(value).strip() in PLACEHOLDERS]  # fmt: skip


def column(name: str) -> str:
    field: Any = Customer._meta.get_field(name)
    return str(field.attname)


def _when(condition: Q, weight: int) -> Case:
    return Case(When(condition, then=Value(weight)), default=Value(0), output_field=IntegerField())
