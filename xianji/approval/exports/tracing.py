"""Whose export a file is that was found somewhere, or a text that was pasted from it."""

import io
import zipfile
from dataclasses import dataclass
from html import unescape
from typing import IO

from django.utils.translation import gettext as _

from xianji.approval.exports.models import ExportRequest
from xianji.audit.journal import Event, record_many
from xianji.kit.exports import hidden, locked
from xianji.kit.refusals import Refused
from xianji.lib import actor

LARGEST = 64 * 1024 * 1024
UNPACKED = 256 * 1024 * 1024
"""Bytes of a file, and of what is in it."""
CLOSED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a workbook with a password begins with."""
CODINGS = ("utf-8", "gb18030")
VERB = "trace"


@dataclass(frozen=True)
class Found:
    """One export of which the marks were found, and who took it."""

    export: ExportRequest
    person: str


def whose(text: str, source: str = "web") -> list[Found]:
    """The exports whose marks stand in a text; that somebody asked is written down beside each."""
    marks = hidden.read(text)
    rows = ExportRequest.unscoped.filter(trace__in=sorted(marks)).select_related("owner") if marks else ()
    found = [Found(one, f"{one.owner.number} {one.owner.name}" if one.owner else "—") for one in rows]
    if found and actor.current_or_none():
        record_many([Event(VERB, one.export.label(), one.export.pk, str(one.export)) for one in found], source=source)
    return found


def text_of(file: IO[bytes], password: str = "") -> str:
    """Every text of a file: of a workbook or document what its parts say, else the file as it is."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(_("The file is larger than %(size)s MB.") % {"size": LARGEST // 1024 // 1024})
    if content.startswith(CLOSED):
        opened = io.BytesIO()
        if not locked.unlock(io.BytesIO(content), opened, password):
            raise Refused(_("The file is closed with another password. Type the one with which it opens."))
        content = opened.getvalue()
    return packed(content) if zipfile.is_zipfile(io.BytesIO(content)) else plain(content)


def packed(content: bytes) -> str:
    """Part by part, to a bound: nobody knows what a found file holds."""
    texts, left = [], UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                if not part.filename.endswith((".xml", ".rels", ".txt", ".csv")):
                    continue
                with archive.open(part) as opened:
                    raw = opened.read(left + 1)
                if (left := left - len(raw)) < 0:
                    raise Refused(_("There is too much in the file. Paste some of its rows instead."))
                texts.append(unescape(raw.decode("utf-8", "replace")))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as problem:
        raise Refused(_("The file cannot be read. Paste some of its rows instead.")) from problem
    return "\n".join(texts)


def plain(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for coding in CODINGS:
        try:
            return unescape(content.decode(coding))
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")
