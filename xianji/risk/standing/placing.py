"""Where credit lies: with the customer, so that whoever sees the customer sees how much it may owe."""

from typing import Any


def lie_with(record: Any, customer: Any) -> None:
    """A new record is answered for by whoever answers for the customer, and lies where the customer lies."""
    record.owner_id, record.unit_id, record.org_path = customer.owner_id, customer.unit_id, customer.org_path
