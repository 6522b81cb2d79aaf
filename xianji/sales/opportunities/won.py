"""What customers must know of their deals, posted down: won so far, and whether they are active or dormant."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.kit import sets
from xianji.kit.said import named, sentence
from xianji.org import loading
from xianji.org.among import Among
from xianji.sales.opportunities.models import Opportunity

BLOCK = 2_000
RESTS_AFTER = timedelta(days=365)
Cycle = Customer.Cycle


def follow_won(told: list[tuple[Opportunity, dict[str, Any]]]) -> None:
    """Called with every write of opportunities; only what is or was won matters."""
    touched = {"stage", "amount", "customer_id", "deleted_at"}
    ids: set[int | None] = set()
    for opportunity, changed in told:
        stages = {opportunity.stage, changed.get("stage", (None, None))[0]}
        if changed.keys() & touched and "won" in stages:
            ids |= {opportunity.customer_id, changed.get("customer_id", (None, None))[0]}
    post_won(ids)
    wake({opportunity.customer_id for opportunity, changed in told if opportunity.stage == "won" and "stage" in changed})


def post_won(customer_ids: Iterable[int | None]) -> None:
    """Bring the won amounts of these customers up to date: one sum per block, written where it differs."""
    ids = sorted({pk for pk in customer_ids if pk is not None})
    for start in range(0, len(ids), BLOCK):
        block = ids[start : start + BLOCK]
        won = Opportunity.unscoped.filter(Among("customer", block), stage="won", deleted_at=None).order_by()
        sums = dict(won.values_list("customer").annotate(Sum("amount")))
        customers = list(Customer.unscoped.filter(Among("pk", block)).only("pk", "won_amount"))
        changed = [c for c in customers if c.won_amount != (sums.get(c.pk) or 0)]
        for customer in changed:
            customer.won_amount = sums.get(customer.pk) or 0
        loading.update(changed, ["won_amount"])


def wake(customer_ids: Iterable[int | None]) -> int:
    """A customer who has bought within a year is active. Returns how many became so."""
    ids = sorted({pk for pk in customer_ids if pk is not None})
    return sum(_wake(ids[start : start + BLOCK]) for start in range(0, len(ids), BLOCK))


def _wake(block: list[int]) -> int:
    asleep = Customer.unscoped.filter(pk__in=block, state__in=(Cycle.PROSPECT, Cycle.DORMANT))
    asleep = asleep.filter(pk__in=bought_lately().filter(customer__in=block))
    reason = sentence(named(Customer.by_itself[Cycle.ACTIVE]))
    return sets.change_many(asleep, {"state": Cycle.ACTIVE}, verb="change", reason=reason)


def put_to_rest() -> int:
    """An active customer who has not bought for a year is dormant. Returns how many became so."""
    resting = Customer.unscoped.filter(state=Cycle.ACTIVE, deleted_at=None).exclude(pk__in=bought_lately())
    reason = sentence(named(Customer.by_itself[Cycle.DORMANT]))
    return sets.change_many(resting, {"state": Cycle.DORMANT}, verb="change", source="job", reason=reason)


def bought_lately() -> Any:
    """The ids of customers with a deal won in the last year."""
    since = timezone.localdate() - RESTS_AFTER
    won = Opportunity.unscoped.filter(stage="won", deleted_at=None, closed_on__gt=since, customer__isnull=False)
    return won.order_by().values("customer")
