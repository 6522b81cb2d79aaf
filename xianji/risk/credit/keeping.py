"""The row of each customer, brought to what is posted and granted: read and written block by block, locked meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from xianji.kit import store
from xianji.lib import money
from xianji.lib.blocks import batched
from xianji.org import loading
from xianji.org.among import Among
from xianji.risk.credit import rules
from xianji.risk.credit.rules import Exposure, Room
from xianji.risk.limits.granted import Granted, Kind, granted
from xianji.risk.standing.marking import level
from xianji.risk.standing.models import CreditStanding

BLOCK = 2_000
POSTED = (
    "receivable", "undelivered", "unposted", "unallocated", "advances", "overdue_days", "overdue", "punctual", "exposure",
)  # fmt: skip
DERIVED = ("limit", "temporary", "available", "use", "mark", "is_frozen", "rating", "terms_days", "review_on")
NOTHING = Exposure()


def keep(customer_ids: Iterable[int], found: Mapping[int, Exposure] | None = None, on: date | None = None) -> list[Any]:
    """Bring these rows up to date, with what was found or with what they hold already; returns those that changed, each with
    `was`, its values before."""
    day, changed = on or timezone.localdate(), []
    for block in batched(sorted(set(customer_ids)), BLOCK):
        with store.whole():
            changed += kept(block, found, day)
    return changed


def kept(ids: Sequence[int], found: Mapping[int, Exposure] | None, on: date) -> list[CreditStanding]:
    given = granted(ids, on)
    rows = locked(ids, {pk for pk in ids if pk in given or (found or {}).get(pk, NOTHING) != NOTHING})
    changed = []
    for row in rows:
        row.was = {name: getattr(row, name) for name in (*POSTED, *DERIVED)}
        if found is not None:
            bring(row, found.get(row.pk, NOTHING))
        grant(row, given.get(row.pk, Granted()))
        if any(getattr(row, name) != value for name, value in row.was.items()):
            changed.append(row)
    loading.update(changed, (*POSTED, *DERIVED))
    return changed


def locked(ids: Sequence[int], wanted: set[int]) -> list[Any]:
    """The rows, held until the transaction ends in one order for all, so that nobody waits in a ring; those that are wanted
    are made first."""
    there = set(CreditStanding.objects.filter(Among("customer_id", ids)).values_list("pk", flat=True))
    if missing := sorted(wanted - there):
        CreditStanding.objects.bulk_create([CreditStanding(pk=pk) for pk in missing], batch_size=500, ignore_conflicts=True)
    return list(CreditStanding.objects.select_for_update().filter(Among("customer_id", ids)).order_by("pk"))


def bring(row: CreditStanding, found: Exposure) -> None:
    """What is owed, as it was posted."""
    for name in POSTED[:-1]:
        setattr(row, name, getattr(found, name))
    row.exposure = found.total


def grant(row: CreditStanding, given: Granted) -> None:
    """Rating, limits and what follows from both: what is available, how much is used, and the mark (W7)."""
    one = given.assessment
    row.rating = given.rating(row.overdue_days)
    row.terms_days, row.review_on = (one.terms_days, one.review_on) if one else (None, None)
    row.limit, row.temporary, row.is_frozen = given.amount(Kind.STANDARD), given.amount(Kind.TEMPORARY), given.is_frozen
    whole = money.plus(row.limit, row.temporary)
    row.available = money.minus(Decimal(0) if row.is_frozen else whole, row.exposure)
    row.use = rules.use(row.exposure, whole)
    row.mark = mark(row)


def mark(row: CreditStanding) -> str:
    """Green, yellow or red as the table of warnings says; nothing where there is no limit. A frozen limit is red."""
    if row.use is None:
        return ""
    if row.is_frozen:
        return str(CreditStanding.Mark.RED)
    return level(row.use)


def room_of(row: CreditStanding, given: Granted, on: date) -> Room:
    return Room(row.limit, row.temporary, row.rating, given.is_aged(on), row.is_frozen, row.overdue_days)
