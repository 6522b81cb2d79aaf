"""A look at an ODS sheet before it is parsed: repeated rows and cells can make a small file very large."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from xianji.lib import whole

from .table import Limits, Note, Unreadable
from .xlsx import BLOCK

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


@dataclass
class Reach:
    """Counts the grid of every table while the XML streams by."""

    limits: Limits
    rows: int = 0
    width: int = 0
    row_width: int = 0
    row_repeat: int = 1
    filled: bool = False
    times: int = 0
    pending: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Widths grow by repeated cells; blank ones at the end of a row cost nothing."""
        if name in _CELLS:
            self.row_width += repeated(attributes, "number-columns-repeated")
            kind = attributes.get(f"{_OFFICE}value-type")
            if kind is not None:
                self.filled, self.width = True, max(self.width, self.row_width)
                self.times += kind == "time"
        elif name == f"{_TABLE}table-row":
            self.row_width, self.filled = 0, False
            self.row_repeat = repeated(attributes, "number-rows-repeated")
        elif name == f"{_TABLE}table":
            self.rows = self.width = self.pending = 0

    def end(self, name: str) -> None:
        """Blank rows cost memory only when a filled one follows."""
        if name != f"{_TABLE}table-row":
            return
        self.pending += self.row_repeat
        if self.filled:
            self.rows, self.pending = self.rows + self.pending, 0
        limits = self.limits
        if self.width > limits.columns or self.rows > limits.rows or self.rows * self.width > limits.cells:
            raise Unreadable("too_many_cells", rows=self.rows, columns=self.width)


def repeated(attributes: dict[str, str], name: str) -> int:
    """How often an element stands for itself."""
    text = attributes.get(_TABLE + name, "1")
    found = whole.number(text, 9)
    return 10**9 if found is None else found


def check(path: Path, limits: Limits) -> list[Note]:
    """Refuse a grid that would not fit into memory, and document types; returns what gets lost."""
    reach = Reach(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reach.start, reach.end
    parser.StartDoctypeDeclHandler = refuse_document_type
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
            feed(parser, file)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, expat.ExpatError, OSError):
        raise Unreadable("damaged") from None
    return [Note("times_unread", {"count": reach.times})] if reach.times else []


def feed(parser: XMLParserType, file: IO[bytes]) -> None:
    """The part in blocks; the last call tells the parser that nothing follows."""
    while block := file.read(BLOCK):
        parser.Parse(block, False)
    parser.Parse(b"", True)


def refuse_document_type(*_declaration: object) -> None:
    """No spreadsheet program writes one."""
    raise Unreadable("unsafe_xml", part="content.xml")
