"""What a chapter above says once of each kind of record that is made with a customer."""

from typing import Any

from xianji.customers.contacts import contacted
from xianji.customers.teams import access
from xianji.kit import store


def join(*kinds: Any) -> None:
    """Records of these kinds are dealings with their `customer`: a talk about one is a talk with the customer, and whoever is in
    the customer's team sees it."""
    for kind in kinds:
        store.follow(kind, contacted.follow_moves)
        access.belongs(kind)
        contacted.ways[kind.label()] = (kind, "customer_id")
