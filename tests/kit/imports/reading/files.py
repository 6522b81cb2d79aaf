"""Small files for the tests, reading without a second process, and where the public data may lie."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter

from xianji.kit.imports.reading import Limits, Table
from xianji.kit.imports.reading.child import read

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"
SHEET_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def read_here(content: bytes, limits: Limits = Limits(), **options: Any) -> Table:  # noqa: B008 - frozen
    """The same reading as in the child, in this process: quicker for many small cases."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "content"
        path.write_bytes(content)
        asked = {"sheet": None, "encoding": None, "delimiter": None, "header_row": None}
        return read({"path": str(path), **asked, **options}, limits)


def shared(*names: str) -> Path:
    """A file of the public data; the test is skipped where it is absent."""
    path = SHARED.joinpath(*names)
    if not path.exists():
        pytest.skip(f"public data not present: {'/'.join(names)}")
    return path


def codes(table: Table) -> list[str]:
    """What the reader noted."""
    return [note.code for note in table.notes]


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """An XLSX with these cells."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return memory.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A workbook with some parts of its archive replaced or added."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return memory.getvalue()


def with_sheet(xml: bytes, head: bytes = SHEET_HEAD) -> bytes:
    """A workbook whose only sheet is this XML."""
    return with_parts(workbook({"s": [["x"]]}), {"xl/worksheets/sheet1.xml": head + xml + b"</worksheet>"})
