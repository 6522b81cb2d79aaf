"""A look at the XML of a workbook before it is parsed: how far its cells reach, and what its values do not show."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from .table import Limits, Note, Unreadable

BLOCK = 1024 * 1024
LAST_COLUMN = 16_384
SMALL_PART = 16 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})\d+"(?:[^>]*[^/>])?>')
_ERROR = re.compile(rb'<c\b(?=[^>]*\st="e")[^>]*\sr="([A-Z]{1,3}\d{1,7})"[^>]*>.*?<v>([^<]*)<', re.DOTALL)
_ODDITIES = {
    "hidden_rows": (b'hidden="', re.compile(rb'<row\b[^>]*\shidden="(?:1|true)"')),
    "merged_cells": (b"<mergeCell ", re.compile(rb"<mergeCell ")),
    "formulas_without_value": (b"<f", re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")),
    "long_numbers": (b"E+", re.compile(rb"<v>-?\d(?:\.\d+)?E\+(?:1[5-9]|[2-9]\d)</v>")),
}


@dataclass
class SheetScan:
    """What the XML of one sheet says; columns count from 1."""

    last_row: int = 0
    last_value_row: int = 0
    last_column: int = 0
    first_column: int = LAST_COLUMN
    errors: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def reach(self, columns: set[bytes], rows: set[int]) -> None:
        """Cells of one block."""
        self.last_row = max([self.last_row, *rows])
        self.last_column = max([self.last_column, *map(column_number, columns)])


@lru_cache(20_000)
def column_number(letters: bytes) -> int:
    """A is 1, XFD is 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def parts(path: Path) -> dict[str, str]:
    """Sheet name to the part that holds it, in the order of the tabs."""
    with zipfile.ZipFile(path) as archive:
        relations = {
            relation.get("Id"): relation.get("Target", "")
            for relation in small_xml(archive, "xl/_rels/workbook.xml.rels")
        }
        workbook = small_xml(archive, "xl/workbook.xml")
    found = {}
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        target = relations.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def small_xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A part that is always small, parsed; document types are refused first."""
    try:
        part = archive.getinfo(name)
        if part.file_size > SMALL_PART:
            raise Unreadable("unsafe_archive", reason=f"{name} is too large")
        content = archive.read(part)
        refuse_definitions(content, name)
        return ElementTree.fromstring(content)  # noqa: S314 - no document type, hence no entities
    except (KeyError, ElementTree.ParseError):
        raise Unreadable("damaged") from None


def refuse_definitions(content: bytes, name: str) -> None:
    """A document type may define entities that expand or fetch; spreadsheets have none, and are UTF-8."""
    head = content[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        raise Unreadable("unsafe_xml", part=name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable("unsafe_xml", part=name)


def pieces(archive: zipfile.ZipFile, name: str, end: bytes) -> Iterator[bytes]:
    """A part unpacked in blocks that end behind `end`; unpacking checks size and checksum."""
    with archive.open(name) as file:
        rest = b""
        while block := file.read(BLOCK):
            refuse_definitions(block, name)
            whole, mark, rest = (rest + block).rpartition(end)
            if len(rest) > 64 * BLOCK:
                raise Unreadable("unsafe_archive", reason=f"{name} is one piece")
            yield whole + mark
        yield rest


def check_common_parts(path: Path) -> None:
    """What the library reads on opening: texts and formats, unpacked once to know that they are sound."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in {"xl/sharedStrings.xml", "xl/styles.xml"} & set(archive.namelist()):
                for _piece in pieces(archive, name, b">"):
                    pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise Unreadable("damaged") from None


def macro_notes(path: Path) -> list[Note]:
    """Whoever sent macros may expect them to have run."""
    with zipfile.ZipFile(path) as archive:
        return [Note("macros_ignored")] if "xl/vbaProject.bin" in archive.namelist() else []


def scan(path: Path, sheet_part: str, limits: Limits) -> SheetScan:
    """Reach and oddities of one sheet; refuses a grid that would not fit into memory."""
    found = SheetScan()
    try:
        with zipfile.ZipFile(path) as archive:
            for piece in pieces(archive, sheet_part, b"</row>"):
                look(piece, found)
                check_reach(found, limits)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, OSError):
        raise Unreadable("damaged") from None
    return found


def look(piece: bytes, found: SheetScan) -> None:
    """Add what one block of rows says; of ordinary rows the last cell tells how far they reach."""
    rows = piece.split(b"</row>")
    if b'<c r="' in piece:
        ends = {last_cell(row) for row in rows} - {b""}
    else:
        ends = {letters + row for letters, row in _REFERENCE.findall(piece)}
    found.reach({end.rstrip(_DIGITS) for end in ends}, {int(end.lstrip(_LETTERS) or 0) for end in ends})
    for row in reversed(rows):
        if (b"</v>" in row or b"</is>" in row) and (end := last_cell(row)):
            found.last_value_row = int(end.lstrip(_LETTERS))
            break
    if found.first_column != 1:
        filled = set(_FILLED.findall(piece))
        found.first_column = min([found.first_column, *map(column_number, filled)])
    for code, (sign, pattern) in _ODDITIES.items():
        if sign in piece and (times := len(pattern.findall(piece))):
            found.counts[code] = found.counts.get(code, 0) + times
    if b't="e"' in piece:
        found.errors.update((cell.decode(), text.decode()) for cell, text in _ERROR.findall(piece))


def last_cell(row: bytes) -> bytes:
    """The reference of the last cell, such as H12; empty when the row has none."""
    start = row.rfind(b'<c r="') + 6
    return row[start : row.find(b'"', start)] if start > 5 else b""


def check_reach(found: SheetScan, limits: Limits) -> None:
    """The reader needs memory for the whole rectangle, filled or not."""
    rows, columns = found.last_row, found.last_column
    if columns > limits.columns or rows > limits.rows or rows * columns > limits.cells:
        raise Unreadable("too_many_cells", rows=rows, columns=columns)


def scan_notes(found: SheetScan) -> list[Note]:
    """What a person should know about the sheet."""
    notes = [Note(code, {"count": count}) for code, count in found.counts.items() if count]
    if found.errors:
        notes.append(Note("error_cells", {"count": len(found.errors), "cell": next(iter(found.errors))}))
    return notes
