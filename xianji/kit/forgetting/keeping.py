"""Forgetting a person: nothing is left in table, index, files, comments, drafts, queue or journal, and the chain still verifies.

The row itself stays without a name, because orders and invoices link to it, which the law keeps.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from xianji.audit.erasing import erase_record, erase_where
from xianji.audit.journal import Event
from xianji.audit.journal import record as write_down
from xianji.kit import registry, store
from xianji.kit.files import disk
from xianji.kit.forgetting import sweeping
from xianji.kit.forgetting.gathering import Gathered
from xianji.kit.forgetting.known import GONE, Known
from xianji.kit.forgetting.traces import AGAIN, TRACES
from xianji.kit.merging.models import Merged
from xianji.kit.records.finding import held
from xianji.kit.resource import STAMPS
from xianji.org.fields import BlindIndex, NumberField, PathField

FORGET = "forget"
KEPT = (NumberField, PathField, models.ForeignKey, models.BooleanField)
more: dict[str, Callable[[Known], int]] = {}
"""What upper pages of the house keep about a person; they put it here at start."""


def forget(record: Any, reason: str, gathered: Gathered | None = None) -> dict[str, int]:
    """All of it or nothing; {where: how many traces went}."""
    found: dict[str, int] = defaultdict(int)
    with store.whole():
        losers = Merged.objects.filter(label=record.label(), survivor_id=record.pk).values_list("record_id", flat=True)
        rows = [*Known(held(type(record), record.pk), reason).same_person(), record]
        for model, pk in [*((type(row), row.pk) for row in rows), *((type(record), loser) for loser in losers)]:
            for name, count in _forget(held(model, pk), reason, gathered).items():
                found[name] += count
    return {name: count for name, count in found.items() if count}


def forget_all(records: list[Any], reason: str, gathered: Gathered | None = None) -> dict[str, int]:
    """The same of somebody of whom there are several records."""
    found: dict[str, int] = defaultdict(int)
    with store.whole():
        for record in records:
            for name, count in forget(record, reason, gathered).items():
                found[name] += count
    return dict(found)


def _forget(row: Any, reason: str, gathered: Gathered | None) -> dict[str, int]:
    if row is None:
        return {}
    known = Known(row, reason, gathered=gathered)
    beside, _words = known.beside, (known.near, known.anywhere)  # read before the row says nothing any more
    found = {name: trace(known) for name, trace in {**TRACES, **more}.items()}
    found["texts"] = sweeping.sweep(known)
    sweeping.write(row, {**blanks(row), "deleted_at": timezone.now()})
    write_down(Event(FORGET, *known.pair, str(row), reason=reason))
    found["journal"] = erase_record(*known.pair, None, reason, words=True)
    others = (known.touched | beside) - {known.pair}
    found["journal"] += sum(erase_where(*pair, known.occurs, reason) for pair in sorted(others))
    transaction.on_commit(lambda: drop(known.places))
    if gathered is not None:
        gathered.forgotten.append(known)
    return found


def look_again(gathered: Gathered) -> int:
    """What was written while it was gathered and carried out, read once more; returns how many texts were changed then."""
    gathered.read(since=gathered.began)
    count = 0
    for known in gathered.forgotten:
        with store.whole():
            known.touched = set()
            count += sweeping.sweep(known) + sum(trace(known) for trace in AGAIN.values())
            for pair in sorted(known.touched):
                erase_where(*pair, known.occurs, known.reason)
    return count


def drop(places: list[str]) -> None:
    for place in places:
        disk.drop(place)


def blanks(record: Any) -> dict[str, Any]:
    """What the row says of nobody: its number and its links stay."""
    title = registry.resource_of(type(record)).title_name
    found: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        if field.primary_key or isinstance(field, KEPT) or field.name in {*STAMPS, "version", "deleted_at"}:
            continue
        is_text = isinstance(field, models.CharField | models.TextField)
        if isinstance(field, BlindIndex):
            found[field.attname] = ""
        elif (field.choices and not field.null) or field.attname.endswith("_id"):
            continue
        elif is_text and (field.name == title or field.unique):
            found[field.attname] = f"{GONE} {getattr(record, 'number', '') or record.pk}"
        elif is_text:
            found[field.attname] = None if field.null else ""
        elif isinstance(field, models.JSONField):
            found[field.attname] = field.get_default()
        elif field.null:
            found[field.attname] = None
    return found
