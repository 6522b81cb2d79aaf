"""What a risk is about: a record of any kind, of chapters above as well, found by type and id."""

from typing import Any

from xianji.kit import registry


def customer_of(label: str, pk: int | None) -> int | None:
    """The customer of a deal, a contract, a receivable; a customer is its own."""
    model: Any = registry.resource_of(label).model if label in registry.resources else None
    if model is None or pk is None:
        return None
    way = "pk" if label == "customers.customer" else "customer_id"
    if way != "pk" and "customer" not in {field.name for field in model._meta.concrete_fields}:
        return None
    found: int | None = model.unscoped.filter(pk=pk).values_list(way, flat=True).first()
    return found
