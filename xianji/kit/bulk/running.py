"""A deed from beginning to end: part after part, each one transaction together with the note of how far it is. Whoever
begins again goes on behind the last part; whoever stops it, stops it between two parts."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import together
from xianji.kit.bulk import outcome as outcomes
from xianji.kit.bulk.chosen import MOST, Chosen
from xianji.kit.bulk.deeds import Deed, deed_of, label_of
from xianji.kit.bulk.models import Bulk, LeftOut
from xianji.kit.bulk.outcome import Moved, Outcome
from xianji.kit.bulk.parts import carried_out, held, note
from xianji.kit.bulk.values import packed, unpacked
from xianji.kit.bulk.works import Work, must_be_known, work_of
from xianji.kit.jobs import Stopped, start
from xianji.kit.refusals import Refused
from xianji.lib import actor

JOB = "bulk"
Progress = Callable[[int, int], None]


class Parts(Protocol):
    """What is gone through: its ids wave by wave, and what is done with some of them."""

    size: int
    values: dict[str, Any]

    def count(self) -> int: ...
    def wave(self, after: int) -> list[int]: ...
    def part(self, ids: list[int]) -> Outcome: ...


class Doing:
    """A deed on what was chosen, with the rights of now."""

    def __init__(self, bulk: Bulk) -> None:
        resource = bulk.resource
        deed = must_be_known(deed_of(resource, bulk.deed), label_of(resource, bulk.deed))
        self.values = unpacked(resource, deed, bulk.values)
        self.bulk, self.chosen = bulk, chosen_of(bulk)
        self.work: Work = work_of(resource, deed, self.values, bulk.reason, bulk.source)
        self.size = self.work.size

    def count(self) -> int:
        return self.chosen.rows().count()

    def wave(self, after: int) -> list[int]:
        return self.chosen.wave(after)

    def part(self, ids: list[int]) -> Outcome:
        rows = held(self.chosen.rows(), ids)
        outcome = carried_out(self.work, rows, self.bulk.seen_at) if rows else Outcome()
        outcome.refused += [(gone(self.bulk, pk), Moved(_("It no longer fits what was asked for."))) for pk in
                            sorted(set(ids) - {row.pk for row in rows})]  # fmt: skip
        note(self.work, outcome, self.bulk.source)
        return outcome


def gone(bulk: Bulk, pk: int) -> Any:
    """A record that has left the actor's sight, or the list: nothing but its id is told."""
    return bulk.resource.model(pk=pk)


def chosen_of(bulk: Bulk) -> Chosen:
    return Chosen(bulk.resource, bulk.asked, bulk.ids, trashed=bulk.deed == "restore")


def begin(chosen: Chosen, deed: Deed, values: dict[str, Any], *, reason: str = "", seen_at: datetime | None = None,
          source: str = "web", waits: bool = True) -> Bulk:  # fmt: skip
    """Do it at once where the records are few and somebody waits for it, else have the worker do it."""
    bulk = Bulk(
        key=secrets.token_hex(16), label=chosen.resource.label, deed=deed.name, values=packed(values), reason=reason[:500],
        asked=chosen.asked, ids=chosen.ids, source=source, user_id=actor.current().user_id, total=chosen.count,
        seen_at=seen_at or timezone.now(),
    )  # fmt: skip
    title = _("%(deed)s: %(things)s") % {"deed": deed.label, "things": chosen.resource.plural}
    return started(bulk, title, is_large=not waits or chosen.count > MOST)


def started(bulk: Bulk, title: str, *, is_large: bool) -> Bulk:
    with transaction.atomic():
        bulk.save()
        if is_large:
            bulk.job = start(JOB, title, {"bulk": bulk.key, "href": bulk.address})
            bulk.save(update_fields=["job"])
    if not is_large:
        go_through(bulk, parts_of(bulk))
    bulk.refresh_from_db()
    return bulk


def parts_of(bulk: Bulk) -> Parts:
    from xianji.kit.bulk.undo import Undoing

    return Undoing(bulk) if bulk.undoes_id else Doing(bulk)


def go_on(bulk: Bulk, progress: Progress) -> None:
    """Begin, or go on where it was left; what has been taken back is not begun again."""
    with transaction.atomic():
        mine = Bulk.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
        if mine.undone.exists():
            raise Refused(_("This was taken back; it is not done again."))
        Bulk.objects.filter(pk=bulk.pk).update(stopped_at=None)
    parts = parts_of(bulk)
    total = mine.total if mine.last else parts.count()
    Bulk.objects.filter(pk=bulk.pk).update(total=total)
    try:
        go_through(bulk, parts, lambda done: progress(done, total))
    except Stopped:
        Bulk.objects.filter(pk=bulk.pk, stopped_at=None).update(stopped_at=timezone.now())
        raise


def go_through(bulk: Bulk, parts: Parts, progress: Callable[[int], None] = lambda done: None) -> None:
    after = Bulk.objects.values_list("last", flat=True).get(pk=bulk.pk)
    while ids := parts.wave(after):
        for start_at in range(0, len(ids), parts.size):
            progress(step(bulk, parts, ids[start_at : start_at + parts.size]))
        after = ids[-1]
    Bulk.objects.filter(pk=bulk.pk).update(ended_at=timezone.now())


def step(bulk: Bulk, parts: Parts, ids: list[int]) -> int:
    """One part; returns how many records have been dealt with. Whoever comes second waits here and finds it done."""
    with transaction.atomic(), together(bulk.key):
        now = Bulk.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
        if now.stopped_at is not None:
            raise Stopped
        if ids := [pk for pk in ids if pk > now.last]:
            came = parts.part(ids)
            keep(now, came, parts.values)
            now.last = ids[-1]
            now.save(update_fields=["last", "done", "same", "refused"])
    return now.gone_through


def keep(bulk: Bulk, came: Outcome, values: dict[str, Any]) -> None:
    """How many, and who was left out and why."""
    bulk.done += len(came.done)
    bulk.same += len(came.same)
    bulk.refused += len(came.refused)
    LeftOut.objects.bulk_create(left_out(bulk, *one, values) for one in came.refused)


def left_out(bulk: Bulk, record: Any, refusal: Refused, values: dict[str, Any]) -> LeftOut:
    rule, field = outcomes.rule_of(refusal)
    title = f"#{record.pk}" if record.created_at is None else str(record)[:200]
    return LeftOut(
        bulk=bulk, record_id=record.pk, title=title, rule=rule[:60], field=field[:80],
        given=outcomes.given_for(bulk.resource, record, field, values)[:200], message=outcomes.told(refusal)[:1000],
    )  # fmt: skip
