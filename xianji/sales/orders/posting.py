"""What invoices and payments tell an order: how much of it is invoiced, and how much of its advance has come in."""

from collections.abc import Mapping
from decimal import Decimal

from xianji.kit import sets
from xianji.org.among import Among
from xianji.sales.orders.models import Order


def post_invoiced(gross: Mapping[int, Decimal]) -> None:
    """{order: what is invoiced of it by now, with tax, less credit notes}; written where it differs."""
    _post("invoiced", gross)


def post_advances(paid: Mapping[int, Decimal]) -> None:
    """{order: what has come in of its advance by now}; what came in counts as unallocated until an invoice takes it."""
    _post("advance_paid", paid)


def _post(name: str, amounts: Mapping[int, Decimal]) -> None:
    orders = list(Order.unscoped.select_for_update(of=("self",)).filter(Among("pk", sorted(amounts))).order_by("pk"))
    for order in orders:
        setattr(order, name, amounts[order.pk])
    sets.update_many(Order, orders, [name], verb="change", source="post")
