"""What the kit itself keeps about a record beside it: comments, files, drafts, imports, exports, the queue."""

import json
import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings

from xianji.audit.models import Entry
from xianji.kit.api.models import IdempotentAnswer
from xianji.kit.bulk.models import Bulk, LeftOut
from xianji.kit.comments.models import Comment
from xianji.kit.drafts.models import Draft
from xianji.kit.exports.order import folder
from xianji.kit.files.models import Attachment, DraftFile
from xianji.kit.forgetting.known import GONE, Known
from xianji.kit.forgetting.sweeping import occurring
from xianji.kit.imports.models import Batch
from xianji.kit.jobs.models import Job
from xianji.kit.marks.models import Star, Tagging
from xianji.kit.merging.models import Merged
from xianji.kit.outbox import Letter
from xianji.org.models import Share

CODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
CLOSED = (".pdf", ".xls")
"""Kinds of files that cannot be looked into; they can be made, or given, again."""


def comments(known: Known) -> int:
    """Those about the person go; in others the words are replaced, edits in the journal included."""
    label, pk = known.pair
    count, _rows = Comment.objects.filter(label=label, record_id=pk).delete()
    found = occurring(known.words, ["text"])
    for one in Comment.objects.filter(found) if found is not None else ():
        text = known.cleaned(one.text, near=(one.label, one.record_id) in known.beside)
        if text != one.text:
            Comment.objects.filter(pk=one.pk).update(text=text)
            known.touched.add((one.label, one.record_id))
            count += 1
    return count


def files(known: Known) -> int:
    """Attached ones with their bytes, also those in the trash."""
    label, pk = known.pair
    rows = Attachment.objects.filter(label=label, record_id=pk)
    known.places += rows.values_list("place", flat=True)
    return rows.delete()[0]


def drafts(known: Known) -> int:
    """Forms that were left half filled: those of the record, and any that name the person."""
    label, pk = known.pair
    form = f"{label}:{pk}"
    gone = [one.pk for one in Draft.objects.iterator(500)
            if one.form == form or known.occurs(said(one.text), near=one.form.startswith(label))]  # fmt: skip
    keys = list(Draft.objects.filter(pk__in=gone).values_list("form", "key"))
    for name, key in keys:
        given = DraftFile.objects.filter(form=name, key=key)
        known.places += given.values_list("place", flat=True)
        given.delete()
    return Draft.objects.filter(pk__in=gone).delete()[0]


def marks(known: Known) -> int:
    label, pk = known.pair
    rows = [model.objects.filter(label=label, record_id=pk) for model in (Star, Tagging, Share)]
    left = LeftOut.objects.filter(record_id=pk, bulk__in=Bulk.objects.filter(label=label))
    return sum(one.delete()[0] for one in [*rows, left])


def merges(known: Known) -> int:
    """How records were called that went into this one; they themselves are forgotten by whoever calls."""
    label, pk = known.pair
    return Merged.objects.filter(label=label, survivor_id=pk).update(title=GONE, values="", moved={})


def imports(known: Known) -> int:
    """The files by which the person came, and any other that is still kept and names them; their reports too."""
    label, pk = known.pair
    keys = set(Entry.objects.filter(label=label, record_id=pk).exclude(batch="").values_list("batch", flat=True))
    count = 0
    for batch in Batch.objects.exclude(file=""):
        place = Path(settings.MEDIA_ROOT) / str(batch.file.name)
        if batch.key in keys or names(place, known.words):
            place.unlink(missing_ok=True)
            count += Batch.objects.filter(pk=batch.pk).update(file="")
    for batch in Batch.objects.exclude(report={}).iterator(200):
        if known.occurs(said(batch.report)):
            count += Batch.objects.filter(pk=batch.pk).update(report={})
    return count


def exports(known: Known) -> int:
    """Files that wait to be fetched."""
    gone = [path for path in folder().glob("*") if path.is_file() and names(path, known.words)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def queue(known: Known) -> int:
    """Letters that are owed or were sent, answers kept for programs, and what was said of work that has ended."""
    ended = Job.objects.filter(state__in=("done", "failed", "stopped"))
    return (
        cleaned(Letter.objects.all(), ["content", "problem"], known)
        + cleaned(IdempotentAnswer.objects.all(), ["content"], known)
        + cleaned(ended, ["title", "order", "result", "problem"], known)
    )


def cleaned(rows: Any, columns: list[str], known: Known) -> int:
    """The words are replaced where they stand; returns in how many rows."""
    count = 0
    for pk, *kept in rows.values_list("pk", *columns).iterator(2000):
        if known.occurs(said(kept)):
            texts = {name: known.cleaned(said(one)) for name, one in zip(columns, kept, strict=True)}
            values = {name: text if isinstance(one, str) else json.loads(text)
                      for (name, text), one in zip(texts.items(), kept, strict=True)}  # fmt: skip
            count += rows.model.objects.filter(pk=pk).update(**values)
    return count


TRACES = {
    "comments": comments, "files": files, "drafts": drafts, "marks": marks, "merges": merges, "imports": imports,
    "exports": exports, "queue": queue,
}  # fmt: skip


def said(kept: Any) -> str:
    """Whatever is kept, as one text whose letters are not written as numbers."""
    try:
        return json.dumps(json.loads(kept) if isinstance(kept, str) else kept, ensure_ascii=False)
    except ValueError:
        return str(kept)


def names(path: Path, words: set[str]) -> bool:
    """Whether one of the words occurs in a file, in any usual coding; a workbook is looked into."""
    if path.suffix.lower() in CLOSED:
        return True
    codes = {word.encode(coding, "ignore") for word in words for coding in CODINGS} - {b""}
    try:
        blocks = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                blocks = [book.read(one) for one in book.namelist()]
    except (OSError, zipfile.BadZipFile):
        return path.exists()
    return any(code in block for block in blocks for code in codes)
