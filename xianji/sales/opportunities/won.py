"""What customers must know of their deals: won so far, posted down into their own column."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum

from xianji.customers.customers.models import Customer
from xianji.sales.opportunities.models import Opportunity

BLOCK = 500


def follow_won(told: list[tuple[Opportunity, dict[str, Any]]]) -> None:
    """Called with every write of opportunities."""
    touched = {"stage", "amount", "customer_id", "deleted_at"}
    ids: set[int | None] = set()
    for opportunity, changed in told:
        if changed.keys() & touched:
            ids |= {opportunity.customer_id, changed.get("customer_id", (None, None))[0]}
    post_won(ids)


def post_won(customer_ids: Iterable[int | None]) -> None:
    """Bring the won amounts of these customers up to date: one sum per block, written where it differs."""
    ids = sorted({pk for pk in customer_ids if pk is not None})
    for start in range(0, len(ids), BLOCK):
        block = ids[start : start + BLOCK]
        won = Opportunity.unscoped.filter(customer__in=block, stage="won", deleted_at=None).order_by()
        sums = dict(won.values_list("customer").annotate(Sum("amount")))
        customers = list(Customer.unscoped.filter(pk__in=block).only("pk", "won_amount"))
        changed = [c for c in customers if c.won_amount != (sums.get(c.pk) or 0)]
        for customer in changed:
            customer.won_amount = sums.get(customer.pk) or 0
        Customer.unscoped.bulk_update(changed, ["won_amount"], batch_size=500)
