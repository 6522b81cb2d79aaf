"""Legal and the owner are told before a claim lapses, once for each alert of the table: of what is owed, disputed or not, and of
contracts in dispute."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role
from xianji.sales.contracts.models import Contract
from xianji.sales.limitations import clock
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED
from xianji.workspace.notices.telling import Word, tell_many

KIND = "limitation"
OWES = gettext_noop("%(claim)s of %(customer)s lapses on %(day)s. Ask for it again in writing, with proof.")
ARGUED = gettext_noop("The claims from %(claim)s with %(customer)s lapse on %(day)s. Settle the dispute, or take it to court.")
BLOCK = 500
Claim = tuple[Any, date, str]
"""The record, since when its time runs, and the words."""


def warn(on: date) -> int:
    """How many words were new."""
    seats: dict[int | None, list[int]] = {}
    return tell_many(word for claim in (*owed(on), *disputed(on)) for word in words(claim, on, seats))


def owed(on: date) -> Iterator[Claim]:
    rows = Receivable.unscoped.filter(state__in=OWED, due_on__lte=clock.watched_from(on), deleted_at=None)
    last = 0
    while block := list(rows.filter(pk__gt=last).select_related("customer").order_by("pk")[:BLOCK]):
        since = clock.running_since(block)
        yield from ((one, since[one.pk], OWES) for one in block)
        last = block[-1].pk


def disputed(on: date) -> Iterator[Claim]:
    rows = Contract.unscoped.filter(state=Contract.State.DISPUTED, disputed_on__lte=clock.watched_from(on), deleted_at=None)
    for one in rows.select_related("customer").iterator(BLOCK):
        yield one, clock.argued_since(one) or on, ARGUED


def words(claim: Claim, on: date, seats: dict[int | None, list[int]]) -> Iterable[Word]:
    one, since, message = claim
    alert = clock.alert(since, on)
    if alert == clock.NONE:
        return
    values = {"claim": one.number, "customer": one.customer, "day": clock.lapses_on(since).isoformat()}
    key = f"{KIND}:{one.label()}:{one.pk}:{since}:{alert}"
    for person in dict.fromkeys([*lawyers(one, seats), *filter(None, [one.owner_id])]):
        yield Word(person, KIND, message, values, key, (one.label(), one.pk), urgent=alert == clock.LAST)


def lawyers(one: Any, seats: dict[int | None, list[int]]) -> list[int]:
    """Those of legal who are nearest to where the claim lies."""
    if one.unit_id not in seats:
        seats[one.unit_id] = [who.pk for who in holders(role("LEG"), Matter(one.unit_id, one.owner_id, one.label()))]
    return seats[one.unit_id]
