"""A file of any accepted kind to lines."""

import re
import unicodedata
from pathlib import PurePath

from xianji.policy.regulations.reading.clauses import UnreadableFile
from xianji.policy.regulations.reading.encodings import decode
from xianji.policy.regulations.reading.lines import Line, Note
from xianji.policy.regulations.reading.markdown import markdown_lines

KINDS = (".txt", ".md", ".docx")
MOST_TEXT_BYTES = 2_000_000
MOST_CHARACTERS = 300_000

_TEXT_KINDS = {".txt", ".text", ".md", ".markdown", ""}
_ARCHIVE = b"PK\x03\x04"
_FOREIGN = {b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "rtf"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")


def lines_of(filename: str, content: bytes) -> tuple[list[Line], list[Note]]:
    """The lines of a regulation file, and what was noticed while opening it."""
    kind = PurePath(filename).suffix.lower()
    no_notes: list[Note] = []
    if content.startswith(_ARCHIVE):
        from xianji.policy.regulations.reading.word import word_lines

        lines, notes = word_lines(content), no_notes
    else:
        lines, notes = _text_lines(kind, content)
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        raise UnreadableFile("too_long", most=MOST_CHARACTERS)
    for line in lines:
        line.text = _visible(line.text)
    return lines, notes


def _text_lines(kind: str, content: bytes) -> tuple[list[Line], list[Note]]:
    foreign = next((name for start, name in _FOREIGN.items() if content.startswith(start)), None)
    if foreign or kind not in _TEXT_KINDS:
        raise UnreadableFile("kind", kind=foreign or kind.lstrip("."))
    if len(content) > MOST_TEXT_BYTES:
        raise UnreadableFile("too_long", most=MOST_CHARACTERS)
    text, encoding = decode(content)
    text = _BREAKS.sub("\n", text)
    lost = text.count("\ufffd")
    notes = [Note("undecodable", {"count": lost, "encoding": encoding})] if lost else []
    if kind in {".md", ".markdown"}:
        return markdown_lines(text), notes
    return [Line(one) for one in text.split("\n")], notes


def _visible(text: str) -> str:
    """Without invisible characters; every kind of blank is a space."""
    text = _INVISIBLE.sub("", text)
    return "".join(
        " " if unicodedata.category(one) == "Zs" or one == "\t" else one
        for one in text
        if one == "\t" or unicodedata.category(one) != "Cc"
    )
