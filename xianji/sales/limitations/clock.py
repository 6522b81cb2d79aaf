"""Since when a claim runs towards its lapse: its due day, or the last day on which it was asked for in a way that counts, or on
which the customer owned to it (民法典 188, 195)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Max, Q

from xianji.lib.periods import months_after, months_between
from xianji.rulebook.tables.deciding import decide, in_force
from xianji.sales.contracts.models import Contract
from xianji.sales.dunning import rules
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.receivables.models import Allocation, Receivable

TABLE, NONE, LAST = "dunning.limitation", "none", "last"
LAPSES = 36
"""Months: 民法典 188. The law's own number, so nobody sets it."""
PROVED = (rules.VISIT, rules.DEMAND, rules.LAWYER)
ASKED = Q(step__in=PROVED) | Q(channel=DunningAction.Channel.COURT) | Q(promised_on__isnull=False)
"""Steps that are proved to have reached the customer, were taken to court, or got a promise; a friendly word is none of them."""
AGREED = (RepaymentPlan.State.APPROVED, RepaymentPlan.State.KEPT, RepaymentPlan.State.BROKEN)


def alert(since: date, on: date) -> str:
    """What the table says of a claim on a day."""
    return str(decide(TABLE, on, months=max(0, months_between(since, on)))["alert"])


def first_months(on: date) -> dict[str, int]:
    """{alert: the month from which it is given}."""
    return _first_months(in_force(TABLE, on)[0], on)


@lru_cache(maxsize=16)
def _first_months(_version: int, on: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for months in range(LAPSES + 1):
        found.setdefault(str(decide(TABLE, on, months=months)["alert"]), months)
    return found


def watched_from(on: date) -> date:
    """Claims due after this day are told of to nobody yet."""
    months = [count for name, count in first_months(on).items() if name != NONE]
    return months_after(on, -min(months, default=LAPSES))


def lapses_on(since: date) -> date:
    return months_after(since, LAPSES)


def argued_since(contract: Contract) -> date | None:
    """Of a contract in dispute: since it began, or since we last claimed what is ours with proof."""
    return contract.claimed_on or contract.disputed_on


def running_since(rows: Sequence[Receivable]) -> dict[int, date]:
    """{receivable: the day from which its time runs}, four statements for all of them."""
    found = {row.pk: row.due_on for row in rows}
    steps = DunningAction.unscoped.filter(ASKED, receivable__in=found, state=DunningAction.State.DONE, deleted_at=None)
    paid = Allocation.objects.filter(receivable__in=found, kind=Allocation.Kind.PAYMENT, amount__gt=0, undone=None)
    owned = owned_to({row.customer_id for row in rows})
    for pk, day in (*latest(steps, "done_on"), *latest(paid, "on")):
        found[pk] = max(found[pk], day or found[pk])
    for row in rows:
        found[row.pk] = max([found[row.pk], *(day for day, until in owned[row.customer_id] if until >= row.issued_on)])
    return found


def latest(rows: object, name: str) -> Iterable[tuple[int, date]]:
    return rows.order_by().values_list("receivable").annotate(last=Max(name))  # type: ignore[attr-defined]


def owned_to(customers: set[int]) -> dict[int, list[tuple[date, date]]]:
    """{customer: (day, of what was owed until)}: statements that were confirmed, and plans of repayment that were agreed upon."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    signed = Statement.unscoped.filter(customer__in=customers, state=Statement.State.CONFIRMED, closing__gt=0, deleted_at=None)
    agreed = RepaymentPlan.unscoped.filter(customer__in=customers, state__in=AGREED, deleted_at=None)
    told = list(signed.values_list("customer", "confirmed_on", "to_on"))
    told += agreed.values_list("customer", "approved_on", "approved_on")
    for customer, day, until in told:
        if day is not None and until is not None:
            found[customer].append((day, until))
    return found
