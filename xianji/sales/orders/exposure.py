"""What customers owe or are about to owe, put together from its parts and posted down to credit, block by block."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from xianji.kit import sets
from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.risk.credit.posting import Exposure, post
from xianji.risk.limits.granted import contracts_apart
from xianji.sales.orders.models import Order

BLOCK, ZERO = 500, Decimal(0)
Parts = Mapping[int, Mapping[str, Any]]
"""{customer: {name of the part: amount}}, the names being those of credit's `Exposure`."""
parts: list[Callable[[list[int]], Parts]] = []
"""Who knows a part of it for a block of customers; invoices and payments put their functions here at start."""


def ordered(customer_ids: list[int]) -> Parts:
    """What was cleared and not shipped yet, what was shipped and not invoiced yet, and the advances that are still to come
    before shipment; gross, one grouped statement. Contracts with a limit of their own stand apart."""
    apart = contracts_apart(customer_ids, timezone.localdate())
    rows = cleared().filter(Among("customer", customer_ids)).order_by().values("customer", "contract").annotate(
        gross=Sum("gross"), left=Sum("shipped"), back=Sum("returned"), billed=Sum("invoiced"), advance=Sum("advance"),
        paid=Sum("advance_paid"),
    )  # fmt: skip
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        amounts: dict[str, Any] = {
            "undelivered": money.minus(row["gross"], row["left"]),
            "unposted": money.minus(row["left"], money.plus(row["back"], row["billed"])),
            "advances": money.minus(row["advance"], row["paid"]),
        }
        if row["contract"] in apart.get(row["customer"], ()):
            amounts = {"projects": {row["contract"]: Exposure(**amounts).total}}
        merge(found.setdefault(row["customer"], {}), amounts)
    return found


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
    """{customer: every part that anybody knows}; who owes nothing is not in it."""
    ids = sorted(set(customer_ids))
    found: dict[int, dict[str, Any]] = {}
    for part in (ordered, *parts):
        for pk, amounts in part(ids).items():
            merge(found.setdefault(pk, {}), amounts)
    return found


def merge(whole: dict[str, Any], amounts: Mapping[str, Any]) -> None:
    """Amounts of one name add up, those of projects by their contract."""
    for name, amount in amounts.items():
        if isinstance(amount, Mapping):
            merge(whole.setdefault(name, {}), amount)
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


def stop_shipments(customer_ids: Iterable[int], why: str) -> int:
    """Open orders of customers whose payment is long overdue are held. Returns how many were not so yet."""
    open_ones = cleared().filter(delivery__in=(Order.Delivered.WAITING, Order.Delivered.PARTLY))
    rows = open_ones.filter(Among("customer", sorted(set(customer_ids)))).exclude(credit=Order.Credit.HOLD)
    values = {"credit": Order.Credit.HOLD, "credit_why": why[:300], "moved_on": timezone.localdate()}
    return sets.change_many(rows, values, verb="hold", source="job", reason=why)
