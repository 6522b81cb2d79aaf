"""A table as a file and back: one line a row, by the titles of the columns; what cannot be read is named cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from xianji.administration.tables import form
from xianji.kit.exports.files import csv_file, xlsx_file
from xianji.kit.imports.reading import Limits, read_table
from xianji.rulebook.kinds import Unreadable
from xianji.rulebook.tables import cells
from xianji.rulebook.tables.content import Column, Content, Row, said

ROW, NOTE = "row", "note"
LIMITS = Limits(file_bytes=2 * 1024 * 1024, rows=5_000, columns=200, cells=200_000, seconds=20)
LANGUAGES = ("en", "zh-hans", "zh-hant")
WORDS = {ROW: lambda: _("Row"), NOTE: lambda: _("Note")}


@dataclass(frozen=True)
class Wrong:
    """A cell of the file that cannot be read."""

    place: str
    heading: str
    problem: str


@dataclass(frozen=True)
class Brought:
    """What a file holds, as far as it could be read."""

    content: Content
    wrong: list[Wrong]


def headings(content: Content) -> list[str]:
    return [WORDS[ROW](), *(column.title for column in (*content.inputs, *content.outputs)), WORDS[NOTE]()]


def written(content: Content) -> Iterator[list[Any]]:
    """The rows as they are shown, each with its id first."""
    for row in content.rows:
        asked = [cells.shown(column, row.when.get(column.key, "")) for column in content.inputs]
        yield [row.id, *asked, *(cells.shown(column, row.then.get(column.key, "")) for column in content.outputs), said(row.note)]


def write(out: IO[bytes], kind: str, title: str, content: Content) -> None:
    if kind == "xlsx":
        xlsx_file(out, title[:31], headings(content), written(content))
    else:
        csv_file(out, headings(content), written(content), bom=True)


def read(filename: str, data: bytes, content: Content) -> Brought:
    """The file's rows in place of the content's; raises the reader's Unreadable for a file that is no table."""
    table = read_table(filename, data, header_row=1, limits=LIMITS)
    places = placed(table.columns, content)
    wrong = [Wrong("", heading, _("No column of the table is called so.")) for heading in table.columns if heading not in places]
    missing = [column for column in (*content.inputs, *content.outputs) if column.key not in places.values()]
    wrong += [Wrong("", column.title, _("The file has no such column.")) for column in missing]
    rows = []
    for number, line in zip(table.numbers, table.rows.iter_rows(named=True), strict=True):
        told = {places[heading]: (heading, text or "") for heading, text in line.items() if heading in places}
        rows.append(row_of(told, content, int(number), table.columns, wrong))
        if len(rows) > form.MOST:
            wrong.append(Wrong("", "", _("A table has at most %(count)s rows.") % {"count": form.MOST}))
            break
    return Brought(content.numbered(unique(rows)), wrong)


def placed(found: list[str], content: Content) -> dict[str, str]:
    """{heading of the file: key of the column}, by the key or by the title in any of our languages."""
    named: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            named |= {title().lower(): key for key, title in WORDS.items()}
            named |= {column.title.lower(): column.key for column in (*content.outputs, *content.inputs)}
    named |= {column.key: column.key for column in (*content.inputs, *content.outputs)}
    return {heading: named[heading.strip().lower()] for heading in found if heading.strip().lower() in named}


def row_of(told: dict[str, tuple[str, str]], content: Content, number: int, names: list[str], wrong: list[Wrong]) -> Row:
    def texts(columns: tuple[Column, ...], meant: Any) -> dict[str, str]:
        found = {}
        for column in columns:
            heading, text = told.get(column.key, ("", ""))
            try:
                found[column.key] = meant(column, text.removeprefix("'"))
            except Unreadable as problem:
                wrong.append(Wrong(f"{letter(names.index(heading))}{number}", heading, str(problem)))
        return {key: text for key, text in found.items() if text}

    row_id = told.get(ROW, ("", ""))[1]
    known = form.KNOWN.fullmatch(row_id)
    return Row(
        row_id if known and int(known.group(1)) <= content.last else "", texts(content.inputs, cells.canonical),
        texts(content.outputs, cells.answer), told.get(NOTE, ("", ""))[1].strip()[: form.NOTE],
    )  # fmt: skip


def unique(rows: list[Row]) -> list[Row]:
    """A row that was copied with its id becomes a new one."""
    seen: set[str] = set()
    found = []
    for row in rows:
        found.append(Row("", row.when, row.then, row.note) if row.id in seen else row)
        seen.add(row.id)
    return found


def letter(place: int) -> str:
    """A column as spreadsheets call it."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
