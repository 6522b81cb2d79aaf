"""Looking over all that somebody holds: when each goes back by the rules, read in blocks and decided in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from xianji.customers.pool.deciding import Ask
from xianji.customers.pool.holding import holds, local_day
from xianji.customers.pool.membership import Catchment
from xianji.customers.pool.models import Hold
from xianji.customers.pool.protection import protected
from xianji.customers.pool.rules import Seen, Terms
from xianji.customers.pool.subjects import Subject

BLOCK = 4_000


@dataclass(frozen=True)
class Standing:
    """One record that somebody holds, with what the rules ask of it."""

    row: Any
    kind: str
    terms: Terms
    seen: Seen
    hold: Hold | None


def caught(subject: Subject, pools: list[Catchment], among: Any = None) -> Any:
    """What these pools may take back, of all rows or of those of a manager."""
    places = Q(pk__in=[])
    for one in pools:
        places |= one.condition()
    return (among or subject.model.unscoped).filter(places, subject.in_life, deleted_at=None, owner__isnull=False)


def blocks(subject: Subject, rows: Any, ask: Ask) -> Iterator[list[Standing]]:
    """The rows by their ids, some thousands at a time: three statements each, however many there are."""
    wanted = ["pk", "owner_id", "org_path", "created_at", subject.followed, *subject.facts]
    last = 0
    while block := list(rows.filter(pk__gt=last).order_by("pk").values_list(*wanted, named=True)[:BLOCK]):
        last = block[-1].pk
        ids = [row.pk for row in block]
        known, sold = holds(subject, ids), subject.sold(ids)
        yield [standing(subject, row, ask, known.get(row.pk), sold.get(row.pk)) for row in block]


def standing(subject: Subject, row: Any, ask: Ask, hold: Hold | None, sold: date | None) -> Standing:
    kind = subject.kind_of(row)
    followed = getattr(row, subject.followed)
    since = local_day(row.created_at)
    seen = Seen(
        since=max(since, local_day(hold.since)) if hold else since,
        followed=local_day(followed) if isinstance(followed, datetime) else followed, sold=sold,
        extended=hold.extended_until if hold else None, warned=hold.warned_on if hold else None,
    )  # fmt: skip
    return Standing(row, kind, ask(kind, subject.grade_of(row)), seen, hold)


def unprotected(subject: Subject, several: list[Standing], today: date) -> list[Standing]:
    """Without those that something open, or somebody's promise, keeps where they are."""
    kept = protected(subject, [one.row.pk for one in several], today)
    return [one for one in several if one.row.pk not in kept and not is_promised(one.hold, today)]


def is_promised(hold: Hold | None, today: date) -> bool:
    return hold is not None and hold.protected_until is not None and hold.protected_until >= today
