"""What customers owe or are about to owe, put together from its parts and posted down to credit, block by block."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from xianji.kit import sets
from xianji.kit.said import Said
from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.risk.credit.following import grants
from xianji.risk.credit.posting import Exposure, post
from xianji.risk.limits.granted import contracts_apart
from xianji.risk.limits.models import CreditLimit
from xianji.sales.orders.models import Order

BLOCK, ZERO = 500, Decimal(0)
Parts = Mapping[tuple[int, int | None], Mapping[str, Any]]
"""{(customer, contract or None): {name of the part: amount}}, the names being those of credit's `Exposure`."""
parts: list[Callable[[list[int]], Parts]] = []
"""Who knows a part of it for a block of customers; invoices and payments put their functions here at start."""


def ordered(customer_ids: list[int]) -> Parts:
    """What was cleared and not shipped yet, what was shipped and not invoiced yet, and the advances that are still to come
    before shipment; gross, one grouped statement."""
    rows = cleared().filter(Among("customer", customer_ids)).order_by().values("customer", "contract").annotate(
        gross=Sum("gross"), left=Sum("shipped"), back=Sum("returned"), billed=Sum("invoiced"), advance=Sum("advance"),
        paid=Sum("advance_paid"),
    )  # fmt: skip
    return {
        (row["customer"], row["contract"]): {
            "undelivered": money.minus(row["gross"], row["left"]),
            "unposted": money.minus(row["left"], money.plus(row["back"], row["billed"])),
            "advances": money.minus(row["advance"], row["paid"]),
        }
        for row in rows
    }


def cleared() -> Any:
    """Orders that credit counts: let through once and not closed yet."""
    return Order.unscoped.filter(
        delivery__in=(Order.Delivered.WAITING, Order.Delivered.PARTLY, Order.Delivered.DONE), cleared_on__isnull=False,
        state=Order.State.CONFIRMED, deleted_at=None,
    )  # fmt: skip


def counted(order_id: int) -> Decimal:
    """How much of this order the exposure holds already."""
    row = cleared().filter(pk=order_id).values_list("gross", "advance_paid", "returned", "invoiced", "advance").first()
    return money.minus(money.plus(*row[:2]), money.plus(*row[2:])) if row else ZERO


def exposures(customer_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """{customer: every part that anybody knows}; who owes nothing is not in it. Contracts with a limit of their own stand
    apart, whatever is known of them."""
    ids = sorted(set(customer_ids))
    apart = contracts_apart(ids, timezone.localdate())
    found: dict[int, dict[str, Any]] = {}
    for part in (ordered, *parts):
        for (pk, contract), amounts in part(ids).items():
            is_apart = contract is not None and contract in apart.get(pk, ())
            merge(found.setdefault(pk, {}), set_apart(contract, amounts) if is_apart else amounts)
    return found


LATE = ("overdue", "overdue_days")
"""Stays with the customer, whichever contract it comes from: whoever pays late is held for all."""


def set_apart(contract: Any, amounts: Mapping[str, Any]) -> dict[str, Any]:
    """What is owed or about to be under this contract, as one amount of its own."""
    late = {name: amounts[name] for name in LATE if name in amounts}
    return {"projects": {contract: Exposure(**amounts).total}, **late}


def merge(whole: dict[str, Any], amounts: Mapping[str, Any]) -> None:
    """Amounts of one name add up, those of projects by their contract; of days the most counts."""
    for name, amount in amounts.items():
        if isinstance(amount, Mapping):
            merge(whole.setdefault(name, {}), amount)
        elif isinstance(amount, int):
            whole[name] = max(whole.get(name, 0), amount)
        else:
            whole[name] = money.plus(whole[name], amount) if isinstance(whole.get(name), Decimal) else amount


def post_exposure(customer_ids: Iterable[int]) -> None:
    """Call this in the transaction of whatever changed a part."""
    for block in batched(sorted(set(customer_ids)), BLOCK):
        post(block, {pk: Exposure(**amounts) for pk, amounts in exposures(block).items()})


TOUCHED = {
    "state", "customer_id", "gross", "advance", "advance_paid", "cleared_on", "delivery", "shipped", "invoiced", "returned",
    "deleted_at",
}  # fmt: skip


def follow_orders(told: list[tuple[Order, dict[str, tuple[Any, Any]]]]) -> None:
    """Called with every write of orders; only those that are delivered from here count."""
    ids: set[int] = set()
    for order, changed in told:
        if order.delivery != Order.Delivered.NONE and changed.keys() & TOUCHED:
            ids |= {pk for pk in (order.customer_id, *changed.get("customer_id", ())) if pk}
    if ids:
        post_exposure(ids)


def follow_limits(told: list[tuple[CreditLimit, dict[str, tuple[Any, Any]]]]) -> None:
    """Called with every write of limits: with a project limit that begins or ends its contract stands apart, or no more."""
    projects = [(one, changed) for one, changed in told if one.kind == CreditLimit.Kind.PROJECT and "state" in changed]
    if ids := {one.customer_id for one, changed in projects if grants(one, changed)}:
        post_exposure(ids)


def stop_shipments(customer_ids: Iterable[int], why: str) -> int:
    """Open orders of customers whose payment is long overdue are held. Returns how many were not so yet."""
    open_ones = cleared().filter(delivery__in=(Order.Delivered.WAITING, Order.Delivered.PARTLY))
    rows = open_ones.filter(Among("customer", sorted(set(customer_ids)))).exclude(credit=Order.Credit.HOLD)
    values = {"credit": Order.Credit.HOLD, "credit_why": why[:300], "moved_on": timezone.localdate()}
    return sets.change_many(rows, values, verb="hold", source="job", reason=Said(why))
