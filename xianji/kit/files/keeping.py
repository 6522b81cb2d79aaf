"""What people do with the files of a record: each in one transaction, with its entry in the record's journal."""

from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit import ports, store
from xianji.kit.actions import lock
from xianji.kit.files import disk
from xianji.kit.files.kinds import Kind, kind_of
from xianji.kit.files.models import Attachment
from xianji.kit.files.names import plain
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.kit.web.writing import bytes_told
from xianji.lib import actor

ATTACH, DETACH, REATTACH = "attach", "detach", "reattach"


class Already(Refused):
    """The same bytes stand beside the record."""


def attach(record: Any, given_name: str, file: IO[bytes], size: int, *, source: str = "") -> Attachment:
    """A new file of a record that the actor may change; nothing stays on the disk when it is refused."""
    must_change(record)
    name, kind = looked_at(given_name, file, size)
    place, written, digest = disk.put(file)
    try:
        with store.whole():
            row = held(record, ATTACH)
            room_for(row, name, digest)
            made = Attachment.objects.create(
                label=row.label(), record_id=row.pk, name=name, kind=kind.name, size=written, digest=digest, place=place,
                added_by_id=actor.current().person_id,
            )  # fmt: skip
            tell(ATTACH, row, (None, name), source)
    except BaseException:
        disk.drop(place)
        raise
    return made


def looked_at(given_name: str, file: IO[bytes], size: int) -> tuple[str, Kind]:
    """What it is called and what it is; refused when it is none that is taken."""
    name = plain(given_name)
    told = {"name": name, "size": bytes_told(size), "most": bytes_told(settings.FILE_MAX_BYTES)}
    if not size:
        raise Refused(_("“%(name)s” is empty.") % told)
    if size > settings.FILE_MAX_BYTES:
        raise Refused(_("“%(name)s” has %(size)s; at most %(most)s are taken.") % told)
    return name, kind_of(name, file)


def detach(record: Any, attachment: Attachment, *, source: str = "") -> None:
    """To the trash: the bytes stay for a month, in which it can come back."""
    with store.whole():
        row = held(record, DETACH)
        if Attachment.objects.filter(pk=attachment.pk, deleted_at=None).update(deleted_at=timezone.now()):
            tell(DETACH, row, (attachment.name, None), source)


def reattach(record: Any, attachment: Attachment, *, source: str = "") -> None:
    """Out of the trash."""
    with store.whole():
        row = held(record, REATTACH)
        room_for(row, attachment.name, attachment.digest)
        if Attachment.objects.filter(pk=attachment.pk).exclude(deleted_at=None).update(deleted_at=None):
            tell(REATTACH, row, (None, attachment.name), source)


def files_of(record: Any) -> Any:
    """Those that are there, the newest first."""
    return Attachment.objects.filter(label=record.label(), record_id=record.pk, deleted_at=None).order_by("-id")


def must_change(record: Any) -> None:
    if not Holding(record, actor.current()).may(f"{record.label()}.change"):
        raise NotPermitted(_("You may not change this record, so its files are for reading only."))


def held(record: Any, verb: str) -> Any:
    """The record as it stands now, locked, once the actor may change it and no control objects."""
    row = lock(record)
    must_change(row)
    if found := ports.objections(f"{row.label()}.{verb}", [row], {}):
        raise Blocked(found)
    return row


def room_for(record: Any, name: str, digest: str) -> None:
    """The record is locked, so nobody adds another one meanwhile."""
    there = dict(files_of(record).values_list("digest", "name"))
    if digest in there:
        raise Already(_("“%(name)s” is here already, as “%(other)s”.") % {"name": name, "other": there[digest]})
    if len(there) >= settings.FILES_PER_RECORD:
        raise Refused(_("This record has %(most)s files, the most that one may have.") % {"most": len(there)})


def tell(verb: str, record: Any, change: tuple[Any, Any], source: str) -> None:
    entry = write(Event(verb, record.label(), record.pk, str(record), {"file": change}), source=source)
    ports.file_evidence(f"{record.label()}.{verb}", [record], [entry])


KEPT = timedelta(days=30)
"""For so long a file that was taken off a record can come back; then its bytes go as well."""


def forget_detached() -> int:
    """Rows and bytes of files that have lain in the trash for long; returns how many."""
    gone = list(Attachment.objects.filter(deleted_at__lt=timezone.now() - KEPT).values_list("pk", "place"))
    Attachment.objects.filter(pk__in=[pk for pk, _place in gone]).delete()
    for _pk, place in gone:
        disk.drop(place)
    return len(gone)
