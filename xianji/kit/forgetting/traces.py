"""What the kit itself keeps about a record beside it: comments, files, drafts, imports, exports, the queue."""

import json
import zipfile
from collections.abc import Callable, Iterator
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
from xianji.lib.blocks import batched
from xianji.org.models import Share

CODINGS = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
CLOSED = (".pdf", ".xls")
"""Kinds of files that cannot be looked into; they can be made, or given, again."""


def comments(known: Known) -> int:
    """Those about the person go; in others the words are replaced, edits in the journal included."""
    label, pk = known.pair
    count, _rows = Comment.objects.filter(label=label, record_id=pk).delete()
    asked = None if is_gathered(known) else occurring(known.words, ["text"])
    for one in among(Comment.objects.filter(asked) if asked is not None else Comment.objects.all(), known):
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
    own = list(Draft.objects.filter(form=form).values_list("pk", flat=True))
    gone = own + [one.pk for one in among(Draft.objects.all(), known)
                  if known.occurs(said(one.text), near=one.form.startswith(label))]  # fmt: skip
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
    """The files by which the person came, and any other that is still kept and names them."""
    label, pk = known.pair
    keys = set(Entry.objects.filter(label=label, record_id=pk).exclude(batch="").values_list("batch", flat=True))
    count = 0
    for batch in Batch.objects.exclude(file=""):
        place = Path(settings.MEDIA_ROOT) / str(batch.file.name)
        if batch.key in keys or names(place, known.words):
            place.unlink(missing_ok=True)
            count += Batch.objects.filter(pk=batch.pk).update(file="")
    return count


def reports(known: Known) -> int:
    """What was said of files that were imported."""
    gone = [one.pk for one in among(Batch.objects.exclude(report={}), known) if known.occurs(said(one.report))]
    return Batch.objects.filter(pk__in=gone).update(report={})


def exports(known: Known) -> int:
    """Files that wait to be fetched."""
    gone = [path for path in folder().glob("*") if path.is_file() and names(path, known.words)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def queue(known: Known) -> int:
    """Letters that are owed or were sent, answers kept for programs, and what was said of work that has ended."""
    ended = Job.objects.filter(state__in=("done", "failed", "stopped"))
    return sum(cleaned(rows, known) for rows in (Letter.objects.all(), IdempotentAnswer.objects.all(), ended))


def cleaned(rows: Any, known: Known) -> int:
    """The words are replaced where they stand; returns in how many rows."""
    count, columns = 0, READ[rows.model]
    for one in among(rows, known):
        kept = [getattr(one, name) for name in columns]
        if known.occurs(as_one(kept)):
            texts = {name: known.cleaned(said(text)) for name, text in zip(columns, kept, strict=True)}
            values = {name: text if isinstance(was, str) else json.loads(text)
                      for (name, text), was in zip(texts.items(), kept, strict=True)}  # fmt: skip
            count += rows.model.objects.filter(pk=one.pk).update(**values)
    return count


def is_gathered(known: Known) -> bool:
    return known.gathered is not None and bool(known.gathered.knows(known.words))


def among(rows: Any, known: Known) -> Iterator[Any]:
    """Those in which a word of the person may stand: as gathered for many persons, else all."""
    if not is_gathered(known):
        yield from rows.iterator(BLOCK)
        return
    for some in batched(sorted(known.gathered.ids(rows.model._meta.label_lower, known.words)), BLOCK):
        yield from rows.filter(pk__in=some)


BLOCK = 500
TRACES = {
    "comments": comments, "files": files, "drafts": drafts, "marks": marks, "merges": merges, "imports": imports,
    "exports": exports, "reports": reports, "queue": queue,
}  # fmt: skip
READ: dict[Any, tuple[str, ...]] = {
    Comment: ("text",), Draft: ("text",), Batch: ("report",), Letter: ("content", "problem"), IdempotentAnswer: ("content",),
    Job: ("title", "order", "result", "problem"),
}  # fmt: skip
"""Tables of texts that are no records, and what is read of them; upper pages put their own here."""
AGAIN: dict[str, Callable[[Known], int]] = {"comments": comments, "drafts": drafts, "reports": reports, "queue": queue}
"""Those that look through such tables: asked once more for what was written while many were forgotten."""


def as_one(kept: Any) -> str:
    """The columns of a row, one after the other."""
    return "\n".join(said(one) for one in kept if one)


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
