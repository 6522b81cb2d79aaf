"""One part of the records in one transaction: held, sorted out, done in the set form or one by one, and told to the journal."""

from typing import Any

from django.db import IntegrityError, transaction

from xianji.audit.journal import Event, record_many
from xianji.kit import ports
from xianji.kit.bulk.outcome import Moved, Outcome, since
from xianji.kit.bulk.works import Work
from xianji.kit.refusals import Blocked, NotPermitted, Refused, Stale
from xianji.lib import actor
from xianji.org import scope
from xianji.org.among import Among


def held(rows: Any, ids: list[int]) -> list[Any]:
    """Those of the rows with these ids, as they stand now, held until the transaction ends."""
    return list(rows.select_for_update(of=("self",)).filter(Among("pk", ids)).order_by("pk"))


def carried_out(work: Work, rows: list[Any], seen_at: Any = None) -> Outcome:
    """What comes of the deed for rows that are held. A row that is refused leaves nothing behind."""
    outcome = Outcome()
    ready = untouched(rows, seen_at, outcome) if work.overwrites and seen_at is not None else rows
    if work.many is not None:
        together = permitted(work, ready, outcome)
        try:
            with transaction.atomic():
                done = work.many(together) if together else Outcome()
        except IntegrityError:
            fresh = type(rows[0]).unscoped.filter(Among("pk", [row.pk for row in together])).order_by("pk")
            done = one_by_one(work, list(fresh))
    else:
        done = one_by_one(work, ready)
    outcome.add(done)
    return outcome


def one_by_one(work: Work, rows: list[Any]) -> Outcome:
    """Each row through its own verb, in a savepoint of its own."""
    outcome = Outcome()
    for row in rows:
        before = row.version
        try:
            with transaction.atomic():
                made = work.alone(row)
        except Refused as refusal:
            outcome.refuse(row, refusal)
        else:
            is_same = isinstance(made, type(row)) and made.version == before
            (outcome.same if is_same else outcome.done).append(row)
    return outcome


def untouched(rows: list[Any], seen_at: Any, outcome: Outcome) -> list[Any]:
    """Without those that were changed after they were seen."""
    for row in rows:
        if row.updated_at > seen_at:
            outcome.refuse(row, since(row))
    return [row for row in rows if row.updated_at <= seen_at]


def permitted(work: Work, rows: list[Any], outcome: Outcome) -> list[Any]:
    """Those on which the actor holds the permission and to which no preventive control objects; asked for all at once, and
    one by one only where something stands against it."""
    inside = reached(work.permission, rows)
    refused = NotPermitted(work.refusal)
    for row in rows:
        if row.pk not in inside:
            outcome.refuse(row, refused)
    found = [row for row in rows if row.pk in inside]
    asked = work.asked or work.permission
    if not found or not ports.objections(asked, found, work.values):
        return found
    kept = []
    for row in found:
        if objections := ports.objections(asked, [row], work.values):
            outcome.refuse(row, Blocked(objections))
        else:
            kept.append(row)
    return kept


def reached(permission: str, rows: list[Any]) -> set[int]:
    """The ids of those that lie within the reach of a permission."""
    who = actor.current()
    reach = who.reach(permission)
    ids = {row.pk for row in rows}
    if not rows or reach is None or reach.everywhere or not rows[0].owned:
        return ids if reach is not None else set()
    asked = type(rows[0]).unscoped.filter(Among("pk", ids))
    return set(scope.within(asked, who, reach, scope.changes(permission)).values_list("pk", flat=True))


def note(work: Work, outcome: Outcome, source: str) -> None:
    """Every refusal in the journal, except where somebody else was merely faster."""
    told = [(record, refusal) for record, refusal in outcome.refused if not isinstance(refusal, Stale | Moved)]
    record_many([
        Event(f"refused:{work.verb}"[:60], record.label(), record.pk, str(record)[:200], reason=refusal.message[:500])
        for record, refusal in told
    ], source=source)  # fmt: skip
