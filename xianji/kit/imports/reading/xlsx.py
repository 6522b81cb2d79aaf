"""A look at the XML of a workbook before it is parsed: how far its cells reach, and what its values do not show."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from .table import Limits, Note, Unreadable

BLOCK = 1024 * 1024
SMALL_PART = 16 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_FAST_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})')
_FILLED_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d+"[^>]*[^/>]>')
_FAR_ROW = re.compile(rb'<c r="[A-Z]{1,3}(\d{6,7})"')
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr\s*=\s*["'](\d{1,7})["']""")
_ERROR = re.compile(rb'<c\b(?=[^>]*\st="e")[^>]*\sr="([A-Z]{1,3}\d{1,7})"[^>]*>.*?<v>([^<]*)<', re.DOTALL)
_LONG_NUMBER = re.compile(rb"<v>-?\d(?:\.\d+)?E\+(?:1[5-9]|[2-9]\d)</v>")
_UNCALCULATED = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>|<f\b[^>]*/>(?:<v\s*/>|<v></v>)?</c>")
_HIDDEN = re.compile(rb'<row\b[^>]*\shidden="(?:1|true)"')
_ODDITIES = {"hidden_rows": _HIDDEN, "formulas_without_value": _UNCALCULATED, "long_numbers": _LONG_NUMBER}


@dataclass
class SheetScan:
    """What the XML of one sheet says."""

    last_row: int = 0
    last_value_row: int = 0
    rows: int = 0
    columns: set[bytes] = field(default_factory=set)
    filled: set[bytes] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def last_column(self) -> int:
        return max((column_number(letters) for letters in self.columns), default=0)

    @property
    def first_column(self) -> int:
        """The leftmost column that holds anything: the reader leaves out blank columns before it."""
        return min((column_number(letters) for letters in self.filled), default=1)


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


def scan(path: Path, sheet_part: str, limits: Limits) -> SheetScan:
    """Reach and oddities of one sheet; refuses a grid that would not fit into memory."""
    found = SheetScan()
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name in ("xl/sharedStrings.xml", "xl/styles.xml"):
                    for _piece in pieces(archive, name, b">"):
                        pass
            for piece in pieces(archive, sheet_part, b"</row>"):
                look(piece, found)
                check_reach(found, limits)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, OSError):
        raise Unreadable("damaged") from None
    return found


def look(piece: bytes, found: SheetScan) -> None:
    """Add what one block of rows says."""
    columns = _FAST_COLUMN.findall(piece)
    cells = piece.count(b"<c ") + piece.count(b":c ")
    if len(columns) < cells or found.last_row == 0:
        references = _REFERENCE.findall(piece)
        columns = [letters for letters, _ in references]
        found.last_row = max([found.last_row, *{int(row) for _, row in references}])
    found.columns.update(columns)
    found.filled.update(_FILLED_COLUMN.findall(piece))
    rows = _ROW.findall(piece) + _FAR_ROW.findall(piece)
    found.rows += piece.count(b"<row") + piece.count(b":row")
    found.last_value_row = last_value_row(piece) or found.last_value_row
    found.last_row = max([found.last_row, *map(int, rows)])
    count = found.counts
    for code, pattern in _ODDITIES.items():
        if times := len(pattern.findall(piece)):
            count[code] = count.get(code, 0) + times
    count["merged_cells"] = count.get("merged_cells", 0) + piece.count(b"<mergeCell ")
    if b't="e"' in piece:
        found.errors.update((cell.decode(), text.decode()) for cell, text in _ERROR.findall(piece))


def last_value_row(piece: bytes) -> int:
    """The number of the last row that holds a value; 0 when the block has none or its rows bear no numbers."""
    end = piece.rfind(b"</v>")
    while end > 0 and piece[end - 1 : end] == b">":
        end = piece.rfind(b"</v>", 0, end)
    end = max(end, piece.rfind(b"</is>"))
    rows = _ROW.findall(piece[piece.rfind(b"<row", 0, end) : end]) if end > 0 else []
    return int(rows[-1]) if rows else 0


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
