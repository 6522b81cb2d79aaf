"""Receivables of a ledger, brought in by a file: those that were settled there were settled as a whole on their day."""

from decimal import Decimal

from django.db.models import Sum

from xianji.lib import actor, money
from xianji.org.among import Among
from xianji.sales.receivables.models import Allocation, Receivable

State = Receivable.State
ZERO = Decimal("0.00")


def settled_before(records: list[Receivable]) -> None:
    """Before rows of a file are stored: what is still owed, and the state that follows."""
    taken = taken_from([one.pk for one in records if one.pk])
    for one in records:
        if one.pk is not None and (one.loaded("settled_on"), one.loaded("amount")) == (one.settled_on, one.amount):
            continue
        if one.settled_on is not None:
            one.balance, one.state = ZERO, State.SETTLED
        else:
            one.balance = max(ZERO, money.minus(one.amount, taken.get(one.pk, ZERO)))
            one.state = State.DISPUTED if one.disputed_because else State.OPEN


def bring(records: list[Receivable]) -> None:
    """After they are stored: the day on which each was settled becomes its line."""
    settled = [one for one in records if one.settled_on is not None]
    taken = taken_from([one.pk for one in settled])
    lines = [
        Allocation(
            receivable=one, kind=Allocation.Kind.BROUGHT, amount=left, on=one.settled_on, by_id=actor.current().person_id
        )
        for one in settled
        if one.settled_on and (left := money.minus(one.amount, taken.get(one.pk, ZERO))) > 0
    ]
    Allocation.objects.bulk_create(lines, batch_size=500)


def taken_from(ids: list[int]) -> dict[int, Decimal]:
    rows = Allocation.objects.filter(Among("receivable", ids)) if ids else Allocation.objects.none()
    return dict(rows.order_by().values_list("receivable").annotate(Sum("amount")))
