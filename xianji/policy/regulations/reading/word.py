"""Word documents to lines, with the numbers that Word itself counts."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from xianji.policy.regulations.reading.clauses import UnreadableFile
from xianji.policy.regulations.reading.lines import Line
from xianji.policy.regulations.reading.word_numbers import WordNumbers

MOST_ENTRIES = 2_000
MOST_BYTES = 100_000_000
MOST_XML_BYTES = 20_000_000
MOST_EXPANSION = 200
SMALL = 1_000_000

_SKIPPED = {qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:del")}
_SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def word_lines(content: bytes) -> list[Line]:
    """The paragraphs in order, table cells included, deleted text left out."""
    check_archive(content)
    try:
        document = docx.Document(io.BytesIO(content))
        numbers = WordNumbers(document)
        return [line for paragraph in document.element.body.iter(qn("w:p")) for line in _lines(paragraph, numbers)]
    except (KeyError, ValueError, LxmlError, zipfile.BadZipFile, NotImplementedError) as problem:
        raise UnreadableFile("damaged", reason=str(problem)) from problem


def check_archive(content: bytes) -> None:
    """Refuses an archive that would grow beyond reason, before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as problem:
        raise UnreadableFile("damaged", reason=str(problem)) from problem
    total = sum(entry.file_size for entry in entries)
    markup = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    swollen = total > SMALL and total > MOST_EXPANSION * max(1, len(content))
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES or markup > MOST_XML_BYTES or swollen:
        raise UnreadableFile("bomb", entries=len(entries), megabytes=total // 1_000_000)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("encrypted")


def _lines(paragraph: Any, numbers: WordNumbers) -> list[Line]:
    pieces = "".join(_text(paragraph)).split("\n")
    label = numbers.label(paragraph) if "".join(pieces).strip() else ""
    first = Line(
        f"{label} {pieces[0]}" if label else pieces[0],
        heading=numbers.heading_level(paragraph),
        is_title=numbers.is_title(paragraph),
    )
    return [first, *map(Line, pieces[1:])]


def _text(element: Any) -> Iterator[str]:
    """The text of a paragraph: runs, links, inserted text and content controls, but not boxes inside it."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag != qn("w:pPr"):
            yield from _text(child)
