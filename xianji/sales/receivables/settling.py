"""The one place where a receivable becomes less, or more again: rows are held in one order, so that two who do it at the same
time neither wait for each other for ever nor take more than is owed."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.lib import actor, money
from xianji.sales.receivables.models import Allocation, Receivable

State = Receivable.State
Kind = Allocation.Kind


def held(ids: Iterable[int]) -> dict[int, Receivable]:
    """{id: row} as they stand now, held until the transaction ends; always in the order of their ids."""
    rows = Receivable.unscoped.select_for_update(of=("self",)).filter(pk__in=sorted(set(ids)), deleted_at=None)
    return {row.pk: row for row in rows.order_by("pk")}


def owed_by(customer_id: int) -> list[Receivable]:
    """What a customer owes and does not dispute, the oldest first, held in the order of ids."""
    owed = Receivable.unscoped.filter(customer=customer_id, deleted_at=None, state__in=(State.OPEN, State.PARTLY))
    rows = held(owed.values_list("pk", flat=True)).values()
    return sorted((one for one in rows if one.balance > 0), key=lambda one: (one.due_on, one.issued_on, one.pk))


def take(rows: Mapping[int, Receivable], parts: Mapping[int, Decimal], *, kind: str, on: date, payment: Any = None) -> None:
    """Write these parts against rows that are held; each one's journal says so."""
    for key, part in parts.items():
        row = rows[key]
        if not 0 < part <= row.balance:
            told = {"receivable": row, "owed": writing.money(row.balance)}
            raise Refused(_("Of %(receivable)s only %(owed)s is still owed.") % told)
        day = max(on, row.issued_on)
        written(row, part, kind, day, payment)
        row.balance = money.minus(row.balance, part)
        stand(row, day)
        store.change(row, verb="settle")


def written(row: Receivable, part: Decimal, kind: str, on: date, payment: Any, undoes: Allocation | None = None) -> None:
    Allocation.objects.create(
        receivable=row, payment=payment, kind=kind, amount=part, on=on, undoes=undoes, by_id=actor.current().person_id
    )


def stand(row: Receivable, on: date) -> None:
    """The state that follows from what is still owed; a dispute ends with the last of it."""
    if row.balance == 0:
        last = row.allocations.aggregate(last=Max("on"))["last"]
        row.state, row.settled_on = State.SETTLED, max(on, last or on)
    elif row.state != State.DISPUTED:
        row.state, row.settled_on = (State.OPEN if row.balance == row.amount else State.PARTLY), None


def give_back(taken: Iterable[Allocation], on: date) -> Decimal:
    """Undo these: what they took is owed again from this day on. Returns how much that is."""
    taken = [one for one in taken if one.undoes_id is None and not hasattr(one, "undone")]
    rows, total = held(one.receivable_id for one in taken), Decimal("0.00")
    for one in taken:
        written(rows[one.receivable_id], -one.amount, one.kind, max(on, one.on), one.payment, one)
        more(rows[one.receivable_id], one.amount, on)
        total = money.plus(total, one.amount)
    return total


def owe_again(rows: Mapping[int, Receivable], parts: Mapping[int, Decimal], *, kind: str, on: date) -> None:
    """The opposite of `take` where it was not one allocation that took."""
    for key, part in parts.items():
        written(rows[key], -part, kind, max(on, rows[key].issued_on), None)
        more(rows[key], part, on)


def more(row: Receivable, part: Decimal, on: date) -> None:
    """So much of it is owed again."""
    row.balance = money.plus(row.balance, part)
    if row.state in (State.SETTLED, State.WRITTEN_OFF):
        row.state = State.PARTLY
    stand(row, on)
    store.change(row, verb="owe_again")
