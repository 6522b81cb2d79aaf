"""Taking back what was done to many records: what nobody has changed since is put back, what somebody has is named."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.models import Entry
from xianji.kit import jobs, verbs
from xianji.kit.bulk.chosen import MOST, WAVE
from xianji.kit.bulk.models import Bulk
from xianji.kit.bulk.outcome import Outcome, elsewhere, since
from xianji.kit.bulk.parts import carried_out, held, note
from xianji.kit.bulk.running import started
from xianji.kit.bulk.setwise import fill
from xianji.kit.bulk.works import Work
from xianji.kit.marks import keeping as marks
from xianji.kit.marks.words import written
from xianji.kit.refusals import Refused
from xianji.org.among import Among
from xianji.org.models import Person

ABLE = {"change": "change", "hand_over": "hand_over", "delete": "restore", "tag": "tag"}
"""Which verb leads back. A state is left by its own verbs alone."""
DERIVED = {"unit_id", "org_path"}
"""What follows from the owner."""


def may_undo(bulk: Bulk) -> bool:
    """Whether there is a way back, and it has not been gone."""
    return bulk.deed in ABLE and not bulk.undone.exists()


def take_back(bulk: Bulk) -> Bulk:
    """Stop what is still to come of it and put back what was done. Where that is much, the worker does it."""
    with transaction.atomic():
        first = Bulk.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
        if not may_undo(first):
            raise Refused(_("This has been taken back, or cannot be."))
        if first.ended_at is None:
            Bulk.objects.filter(pk=first.pk).update(stopped_at=timezone.now())
        undo = Bulk(
            key=secrets.token_hex(16), label=first.label, deed="undo", undoes=first, user=first.user, total=first.done,
            source=first.source, seen_at=timezone.now(),
        )  # fmt: skip
        title = _("Taking back: %(things)s") % {"things": first.resource.plural}
        undo = started(undo, title, is_large=first.done > MOST)
    if first.job is not None and first.job.state in {"waiting", "running"}:
        jobs.stop(first.job)
    return undo


class Undoing:
    """The entries of a deed, the other way round, with the rights of now."""

    def __init__(self, bulk: Bulk) -> None:
        assert bulk.undoes is not None
        self.first, self.values = bulk.undoes, dict[str, Any]()
        self.model = self.first.resource.model
        self.size = 100 if self.first.deed == "tag" else MOST

    def entries(self) -> Any:
        return Entry.objects.filter(batch=self.first.key, label=self.first.label, verb=self.first.deed)

    def count(self) -> int:
        return self.entries().count()

    def wave(self, after: int) -> list[int]:
        return list(self.entries().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:WAVE])

    def part(self, ids: list[int]) -> Outcome:
        found = {entry.record_id: entry for entry in self.entries().filter(Among("pk", ids))}
        rows = held(self.model.unscoped.all(), sorted(pk for pk in found if pk is not None))
        work = self.work(found)
        outcome = carried_out(work, rows)
        note(work, outcome, "undo")
        return outcome

    def work(self, found: dict[int, Entry]) -> Work:
        """How these records are put back."""
        verb = ABLE[self.first.deed]
        permission = self.first.resource.permission("delete" if verb == "restore" else "change" if verb == "tag" else verb)
        if verb == "tag":
            return Work("undo", permission, elsewhere(permission), lambda row: tags_before(row, found[row.pk]))
        left = self.people_gone(found) if verb == "hand_over" else set()

        def put(row: Any) -> None:
            put_before(row, found[row.pk])
            if left and row.owner_id in left:
                verbs.must_work_here(row, "to")

        known = frozenset(self.model._meta.get_field(name).name for entry in found.values() for name in entry.changes
                          if name in columns(self.model))  # fmt: skip
        many = fill(put, verb=verb, source="undo", known=known)
        return Work("undo", permission, elsewhere(permission), lambda row: alone(row, found[row.pk], verb), many)

    def people_gone(self, found: dict[int, Entry]) -> set[int]:
        """Former owners who no longer work here."""
        before = {entry.changes["owner_id"][0] for entry in found.values() if "owner_id" in entry.changes} - {None}
        return set(Person.unscoped.filter(Among("pk", before)).exclude(left_on=None).values_list("pk", flat=True))


def columns(model: Any) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields if field.attname not in DERIVED}


def put_before(row: Any, entry: Entry) -> None:
    """The values before, only while every one of them still is what was given then."""
    if entry.verb != "delete" and row.deleted_at is not None:
        raise since(row)
    put_values(row, entry.changes)


def put_values(row: Any, changes: dict[str, Any]) -> None:
    """The old one of each, while all are as they were left."""
    must_be_as_left(row, changes)
    fields = columns(type(row))
    for name in changes.keys() & fields.keys():
        setattr(row, name, fields[name].to_python(changes[name][0]))


def must_be_as_left(row: Any, changes: dict[str, Any]) -> None:
    """Every column that was changed still has the value it was given then."""
    fields = columns(type(row))
    known = changes.keys() & fields.keys()
    if not known or any(getattr(row, name) != fields[name].to_python(changes[name][1]) for name in known):
        raise since(row)


def alone(row: Any, entry: Entry, verb: str) -> Any:
    """One record by the verb that leads back."""
    now = {name: getattr(row, name) for name in columns(type(row))}
    put_before(row, entry)
    before = {name: getattr(row, name) for name, value in now.items() if getattr(row, name) != value}
    if verb == "restore":
        return verbs.restore(row, source="undo")
    if verb == "hand_over":
        return verbs.hand_over(row, Person.objects.filter(pk=before["owner_id"]).first(), source="undo")
    return verbs.change(row, before, source="undo")


def tags_before(row: Any, entry: Entry) -> Any:
    old, new = entry.changes.get("tags") or ("", None)
    if row.deleted_at is not None or written(marks.names_of(row)) != new:
        raise since(row)
    return marks.settle(row, old or "", source="undo")
