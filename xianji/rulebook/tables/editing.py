"""From draft to in force: begun, saved by itself, sent to review, returned or approved by somebody else than the author.

Permissions are asked by the verbs above; what is done here is one transaction with its journal entry.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.lib import actor
from xianji.rulebook.mistakes import Refusal
from xianji.rulebook.tables import deciding
from xianji.rulebook.tables.compiled import Compiled
from xianji.rulebook.tables.content import Content
from xianji.rulebook.tables.declared import declared, table
from xianji.rulebook.tables.examining import Examination
from xianji.rulebook.tables.models import TableVersion, publishing

State = TableVersion.State
ALWAYS = date(1970, 1, 1)
"""What shipped holds for every event that no later version answers for."""


def keep_shipped() -> int:
    """Keep what shipped as version 1, so that it stays what it was when a release ships other rows. Returns how many."""
    known = set(TableVersion.objects.filter(number=1).values_list("table", flat=True))
    fresh = [
        TableVersion(table=one.name, number=1, state=State.APPROVED, content=one.content.kept(), effective_on=ALWAYS)
        for one in declared.values()
        if one.name not in known
    ]
    TableVersion.objects.bulk_create(fresh, ignore_conflicts=True)
    deciding.forget()
    return len(fresh)


def versions(name: str) -> list[TableVersion]:
    """The newest first, without their content."""
    return list(TableVersion.objects.filter(table=name).defer("content").order_by("-number").select_related("author",
        "decided_by"))


def latest(name: str) -> TableVersion | None:
    """The open draft, or the newest version."""
    return TableVersion.objects.filter(table=name).order_by("-number").select_related("author", "decided_by").first()


def begin(name: str) -> TableVersion:
    """A draft that is the version in force; the open one where there is one already."""
    keep_shipped()
    with transaction.atomic():
        newest = TableVersion.objects.select_for_update().filter(table=table(name).name).order_by("-number").first()
        assert newest is not None
        if newest.is_open:
            return newest
        number, compiled = deciding.in_force(name)
        made = TableVersion.objects.create(
            table=name, number=newest.number + 1, content=compiled.content.kept(), author_id=actor.current().person_id
        )
        write("begin", made, {"from": (None, number)})
    return made


def save(version: TableVersion, content: Content, edition: int) -> TableVersion:
    """Write a draft down, if nobody else did meanwhile. What cannot be asked is not saved."""
    Compiled(content)
    with transaction.atomic():
        row = locked(version)
        if row.state != State.DRAFT:
            raise Refusal(_("Only a draft can be changed."))
        if row.edition != edition:
            raise Refusal(_("Somebody else has changed this draft meanwhile; open it again."))
        changed = dict(differences(row.read, content))
        if changed:
            row.content, row.edition = content.kept(), edition + 1
            row.save()
            write("change", row, changed)
    return row


def submit(version: TableVersion, reason: str, effective_on: date) -> TableVersion:
    """Ask for approval: every fixed case must pass, and the day must not be past."""
    if not reason.strip():
        raise Refusal(reason=_("Please say why."))
    if effective_on < timezone.localdate():
        raise Refusal(effective_on=_("A version holds from today on at the earliest: what was decided before stays as it was."))
    with transaction.atomic():
        row = moved(version, State.DRAFT, State.REVIEW)
        check(row.read)
        row.reason, row.effective_on, row.submitted_at = reason.strip(), effective_on, timezone.now()
        row.save()
        write("submit", row, {"state": (State.DRAFT, State.REVIEW), "effective_on": (None, effective_on.isoformat())}, row.reason)
    return row


def send_back(version: TableVersion, reason: str) -> TableVersion:
    """Return it to a draft, with what is to be changed; the author may take it back too."""
    if not reason.strip():
        raise Refusal(reason=_("Please say why."))
    with transaction.atomic():
        row = moved(version, State.REVIEW, State.DRAFT)
        row.submitted_at = None
        row.save()
        write("return", row, {"state": (State.REVIEW, State.DRAFT)}, reason.strip())
    return row


def publish(version: TableVersion) -> TableVersion:
    """The step behind an approval: from its day on the version is in force."""
    with transaction.atomic():
        row = moved(version, State.REVIEW, State.APPROVED)
        if not publishing.grants(row):
            raise Refusal(_("A version is published only through an approval."))
        check(row.read)
        first = max(row.effective_on or timezone.localdate(), timezone.localdate())
        row.effective_on, row.decided_by_id, row.decided_at = first, actor.current().person_id, timezone.now()
        row.save()
        write("approve", row, {"state": (State.REVIEW, State.APPROVED), "effective_on": (None, first.isoformat())}, row.reason)
        deciding.forget()
        transaction.on_commit(deciding.forget)
    return row


def discard(version: TableVersion) -> None:
    """Drop a draft; its number is free again, the journal keeps what stood in it."""
    with transaction.atomic():
        row = locked(version)
        if row.state != State.DRAFT:
            raise Refusal(_("Only a draft can be dropped."))
        write("discard", row, {"content": (row.content, None)})
        row.delete()


def check(content: Content) -> None:
    """What may be sent on: it has rows, it compiles, its fixed cases pass."""
    if not content.rows:
        raise Refusal(_("The table has no rows."))
    failed = [ran for ran in Examination(content).cases if not ran.passed]
    if failed:
        raise Refusal(_("A fixed case fails: %(case)s. %(problem)s.") % {"case": failed[0].told, "problem": failed[0].problem})


def locked(version: TableVersion) -> TableVersion:
    row = TableVersion.objects.select_for_update().filter(pk=version.pk).first()
    if row is None:
        raise Refusal(_("This version no longer exists."))
    return row


def moved(version: TableVersion, before: str, after: str) -> TableVersion:
    """The row, held, in its next state."""
    row = locked(version)
    if row.state != before:
        raise Refusal(_("This is not possible while the state is “%(state)s”.") % {"state": row.get_state_display()})
    row.state = after
    return row


def write(verb: str, version: TableVersion, changes: dict[str, tuple[Any, Any]], reason: str = "") -> None:
    called = declared[version.table].title if version.table in declared else version.table
    title = f"{called} v{version.number}"[:200]
    record(Event(verb, version._meta.label_lower, version.pk, title, changes, reason), source="web")


def differences(before: Content, after: Content) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """What differs, by row and column: (`r3 discount`, (old, new))."""
    for name in ("hit", "inputs", "outputs", "cases"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield name, (before.kept()[name], after.kept()[name])
    for row_id in dict.fromkeys([row.id for row in (*before.rows, *after.rows)]):
        yield from row_differences(row_id, before, after)
    if [row.id for row in before.rows] != [row.id for row in after.rows]:
        yield "order", ([row.id for row in before.rows], [row.id for row in after.rows])


def row_differences(row_id: str, before: Content, after: Content) -> Iterator[tuple[str, tuple[Any, Any]]]:
    old, new = before.row(row_id), after.row(row_id)
    were = {**old.when, **old.then, "note": old.note} if old else {}
    are = {**new.when, **new.then, "note": new.note} if new else {}
    for key in dict.fromkeys([*were, *are]):
        if (were.get(key) or None) != (are.get(key) or None):
            yield f"{row_id} {key}", (were.get(key) or None, are.get(key) or None)
