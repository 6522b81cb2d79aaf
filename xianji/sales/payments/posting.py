"""What credit and orders must know of payments, and when they are told: with every write of what is owed or paid, and every
night as days go by."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_noop

from xianji.kit import store
from xianji.kit.said import sentence
from xianji.lib.blocks import batched
from xianji.org.among import Among
from xianji.risk.standing.models import CreditStanding
from xianji.rulebook.parameters.reading import value
from xianji.sales.orders.exposure import BLOCK, post_exposure, stop_shipments
from xianji.sales.orders.posting import post_advances
from xianji.sales.payments.models import Payment
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED

ZERO = Decimal("0.00")
TOUCHED = {"balance", "left", "state", "due_on", "customer_id", "settled_on", "deleted_at"}


def unallocated(customer_ids: list[int]) -> dict[tuple[int, int | None], dict[str, Any]]:
    """{(customer, contract of the order that it is an advance for): confirmed and set against nothing yet}."""
    rows = Payment.unscoped.filter(
        Among("customer", customer_ids), state=Payment.State.CONFIRMED, left__gt=0, deleted_at=None
    ).order_by().values_list("customer", "order__contract").annotate(Sum("left"))  # fmt: skip
    return {(pk, contract): {"unallocated": left} for pk, contract, left in rows}


def follow_money(told: list[tuple[Any, dict[str, tuple[Any, Any]]]]) -> None:
    """With every write of receivables and payments: the exposure of their customers. A payment counts when it is confirmed."""
    counted = [(one, changed) for one, changed in told if one.state != Payment.State.REGISTERED]
    ids = {one.customer_id for one, changed in counted if changed.keys() & TOUCHED}
    ids |= {pk for _one, changed in counted for pk in changed.get("customer_id", ()) if pk}
    if ids:
        post_exposure(ids)


def follow_advances(told: list[tuple[Payment, dict[str, tuple[Any, Any]]]]) -> None:
    """With every payment that is confirmed or taken back: how much of an order's advance is there."""
    ids = {one.order_id for one, changed in told if "state" in changed and one.order_id and hasattr(one, "_loaded")}
    if ids:
        rows = Payment.unscoped.filter(order__in=ids, state__in=("confirmed", "allocated"), deleted_at=None)
        came = dict(rows.order_by().values_list("order").annotate(Sum("amount")))
        post_advances({pk: came.get(pk, ZERO) for pk in ids})


def post_all() -> int:
    """Once a night: what is overdue grows older by itself. Shipments to those who are long overdue stop. Returns how many were
    stopped."""
    owing = Receivable.unscoped.filter(state__in=OWED, deleted_at=None).order_by().values_list("customer", flat=True)
    known = CreditStanding.objects.filter(overdue_days__gt=0).values_list("customer_id", flat=True)
    hold, stopped = int(value("credit.hold")), 0
    for block in batched(sorted({*owing.distinct(), *known}), BLOCK):
        with store.whole():
            post_exposure(block)
            late = CreditStanding.objects.filter(Among("customer_id", list(block)), overdue_days__gte=hold)
            stopped += stop_shipments(
                late.values_list("pk", flat=True), sentence(gettext_noop("Payments are overdue for %(days)s days."), days=hold)
            )
    return stopped
