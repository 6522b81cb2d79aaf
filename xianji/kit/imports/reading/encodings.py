"""Which encoding a text is in: strict decoding decides what is possible, plausible characters decide what is meant."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from .plausible import plausibility
from .table import Unreadable

SAMPLE = 64 * 1024
BLOCK = 1024 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = {
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp950": "Big5",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
}
MINIMUM = 0.5
_FOREIGN_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")


def decide_encoding(path: Path, asked: str | None) -> tuple[str, bool]:
    """The encoding the whole file decodes in, strictly, and whether it was guessed."""
    if asked:
        encoding = known(asked)
        stop = first_break(path, encoding)
        if stop:
            raise Unreadable("encoding_broken", encoding=asked, row=stop)
        return encoding, False
    with path.open("rb") as file:
        head = file.read(BLOCK)
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None) or wide_without_mark(head)
    if marked:
        stop = first_break(path, marked)
        if stop:
            raise Unreadable("encoding_broken", encoding=marked.upper(), row=stop)
        return marked, False
    broken_at = first_break(path, "utf-8")
    return ("utf-8", False) if not broken_at else (guess_legacy(path, broken_at), True)


def known(name: str) -> str:
    """Python's own name of an encoding; Big5 is read with the Hong Kong supplement, GB2312 and GBK as GB18030."""
    try:
        plain = codecs.lookup(name).name
        "".encode(plain)
    except (LookupError, TypeError):
        raise Unreadable("encoding_unsupported", encoding=name) from None
    return {"utf-8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(plain, plain)


def guess_legacy(path: Path, utf8_breaks_at: int) -> str:
    """The most plausible older encoding; refused when none is plausible or a UTF-8 file is merely damaged."""
    sample = foreign_lines(path)
    if nearly_utf8(sample):
        raise Unreadable("encoding_broken", encoding="UTF-8", row=utf8_breaks_at)
    scored = [(plausibility(sample, name), -place, name) for place, name in enumerate(CANDIDATES)]
    best = [(score, name) for score, _, name in sorted(scored, reverse=True) if score >= MINIMUM]
    for _, name in best:
        if not first_break(path, name):
            return name
    if best:
        raise Unreadable("encoding_broken", encoding=CANDIDATES[best[0][1]], row=first_break(path, best[0][1]))
    raise Unreadable("encoding_unknown")


def foreign_lines(path: Path) -> bytes:
    """The first lines that hold more than ASCII: only they tell encodings apart."""
    found: list[bytes] = []
    size = 0
    for block in blocks(path):
        for match in _FOREIGN_LINE.finditer(block):
            found.append(match.group())
            size += len(found[-1])
            if size > SAMPLE:
                return b"\n".join(found)
    return b"\n".join(found)


def nearly_utf8(sample: bytes) -> bool:
    """True when almost every multi-byte sequence is good UTF-8, which no other encoding yields by chance."""
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > 8 * broken


def wide_without_mark(head: bytes) -> str | None:
    """UTF-16 saved without a mark: NUL bytes, mostly on one side, and text when decoded.

    Its lines must be those of the bytes too, or a stray NUL would do; 上 (4E0A) holds the byte of a line end.
    """
    if not head or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(name, errors="replace")
    strange = sum(1 for character in text if character in "\0\ufffd" or "\ue000" <= character <= "\uf8ff")
    plain = sum(1 for character in text if character in ",;\t\r\n" or character.isalnum())
    one_sided = max(even, odd) > 4 * min(even, odd)
    lines = 2 * text.count("\n") > head.count(b"\n") - text.count("上")
    return name if one_sided and lines and not strange and plain > len(text) // 2 else None


def blocks(path: Path) -> Iterator[bytes]:
    """The file in pieces that end with a line, where they can."""
    with path.open("rb") as file:
        rest = b""
        while piece := file.read(BLOCK):
            whole, newline, rest = (rest + piece).rpartition(b"\n")
            yield whole + newline
        yield rest


def first_break(path: Path, encoding: str) -> int:
    """The line in which strict decoding fails first; 0 when it never does."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            piece = file.read(BLOCK)
            try:
                line += decoder.decode(piece, final=not piece).count("\n")
            except UnicodeDecodeError as error:
                good = bytes(error.object[: error.start]).decode(encoding, errors="ignore")
                return line + good.count("\n")
            if not piece:
                return 0
