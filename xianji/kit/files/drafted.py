"""Files given with a form that is not saved yet: looked at like all others, kept with its draft, and the record's in the
transaction that makes it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from xianji.kit import ports
from xianji.kit.files import disk
from xianji.kit.files.keeping import ATTACH, looked_at, tell
from xianji.kit.files.kinds import BY_NAME, ENDINGS
from xianji.kit.files.models import Attachment, DraftFile
from xianji.kit.refusals import Blocked, Refused
from xianji.kit.web.writing import bytes_told
from xianji.lib import actor, whole

MOST = 20
"""Files of one draft."""
ALL = 500 * 2**20
"""Bytes in all drafts of one person."""


def files_of(form: str, key: str) -> QuerySet[DraftFile]:
    return DraftFile.objects.filter(user_id=me(), form=form, key=key).order_by("id")


def take(form: str, key: str, given: list[Any]) -> list[str]:
    """Keep what can be taken; returns why the others cannot."""
    refused = []
    for file in given:
        try:
            keep(form, key, file)
        except Refused as refusal:
            refused.append(str(refusal))
    return refused


def keep(form: str, key: str, file: Any) -> None:
    name, kind = looked_at(file.name or "", file, file.size or 0)
    there = list(files_of(form, key).values_list("digest", flat=True))
    if len(there) >= min(MOST, settings.FILES_PER_RECORD):
        words = _("“%(name)s” is left out: at most %(most)s files go with a new record.")
        raise Refused(words % {"name": name, "most": len(there)})
    held = DraftFile.objects.filter(user_id=me()).aggregate(Sum("size"))["size__sum"] or 0
    if held + file.size > ALL:
        words = _("“%(name)s” is left out: your drafts hold %(size)s of files already. Save or drop one of them.")
        raise Refused(words % {"name": name, "size": bytes_told(held)})
    place, size, digest = disk.put(file)
    if digest in there:
        return disk.drop(place)
    try:
        DraftFile.objects.create(
            user_id=me(), form=form, key=key, name=name, kind=kind.name, size=size, digest=digest, place=place
        )
    except BaseException:
        disk.drop(place)
        raise


def give(record: Any, form: str, key: str, *, source: str = "") -> None:
    """To the new record, inside the transaction that makes it; the bytes stay where they lie."""
    rows = list(files_of(form, key).select_for_update())
    if rows and (found := ports.objections(f"{record.label()}.{ATTACH}", [record], {})):
        raise Blocked(found)
    for row in rows:
        Attachment.objects.create(
            label=record.label(), record_id=record.pk, name=row.name, kind=row.kind, size=row.size, digest=row.digest,
            place=row.place, added_by_id=actor.current().person_id,
        )  # fmt: skip
        tell(ATTACH, record, (None, row.name), source)
    if rows:
        files_of(form, key).filter(pk__in=[row.pk for row in rows]).delete()


def drop(form: str, key: str, pk: str) -> None:
    """One that is not wanted after all."""
    if (found := whole.number(pk)) is not None:
        erase(files_of(form, key).filter(pk=found))


def forget(form: str, key: str) -> None:
    """All that a draft has, when it goes."""
    erase(files_of(form, key))


def forget_old(before: datetime) -> None:
    """Those that nobody came back to."""
    erase(DraftFile.objects.filter(added_at__lt=before))


def erase(rows: QuerySet[DraftFile]) -> None:
    """The rows, then the bytes once that is certain."""
    with transaction.atomic():
        found = dict(rows.values_list("pk", "place"))
        if found:
            DraftFile.objects.filter(pk__in=found).delete()
            for place in found.values():
                transaction.on_commit(partial(disk.drop, place))


def context(resource: Any, form: str, key: str, refused: list[str], *, is_empty: bool = False) -> dict[str, Any]:
    """What the form shows of them."""
    rows = [] if is_empty else files_of(form, key)
    files = [{"id": row.pk, "name": row.name, "size": row.size, "icon": BY_NAME[row.kind].icon} for row in rows]
    return {"key": key, "files": files, "refused": refused, "href": f"{resource.path}draft/files",
            "most": bytes_told(settings.FILE_MAX_BYTES), "accept": ",".join(f".{one}" for one in ENDINGS)}  # fmt: skip


def me() -> int:
    return actor.current().user_id or 0
