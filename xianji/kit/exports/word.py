"""Letters as Word files: the same content as a printed letter, on the company's own letterhead where it has one."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import docx
from django.conf import settings
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LETTERHEAD = "letterhead.docx"
"""In the home of the company: what a letter begins with, with its head, foot and fonts."""
FACES = {"zh-hans": "Microsoft YaHei", "zh-hant": "Microsoft JhengHei"}
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MUTED, INK = RGBColor(0x5A, 0x66, 0x72), RGBColor(0, 0, 0)
WIDE, SUM, SIGNING, SMALL = 180, (42, 38), 3, Pt(8.5)
"""In millimetres the page between its margins, and a sum with its label; in lines the room for a seal; the letters of a table,
so that tens of millions do not break."""
THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def letterhead() -> Path | None:
    place = Path(settings.HOME) / LETTERHEAD
    return place if place.is_file() else None


def write(out: IO[bytes], content: dict[str, Any], company: str, language: str) -> None:
    """The keys are those of `letter.typ`; nothing in the texts is read as markup."""
    page = begun(company, language)
    if content.get("stamp"):
        text(page, content["stamp"], bold=True, right=True)
    page.add_heading(content["title"], level=1)
    text(page, content["number"], muted=True)
    beside(page, [[party["title"], *party["rows"]] for party in content["parties"]], heavy=1)
    pairs(page, content["facts"])
    table(page, content["headings"], content["rows"], content["right"])
    sums(page, content["totals"])
    if content["words"]:
        text(page, content["words"], right=True)
    if content["terms"]:
        page.add_heading(content["terms_title"], level=2)
        pairs(page, content["terms"])
    for note in content["notes"]:
        text(page, note)
    for _line in range(SIGNING):
        text(page, "")
    beside(page, [["_" * 24, one] for one in content["signs"]])
    ended(page, out, content["title"], company)


def begun(company: str, language: str) -> Any:
    """An empty page on the company's own letterhead, or on plain paper."""
    own = letterhead()
    page = docx.Document(str(own) if own else None)
    if own is None:
        plain(page, company, language)
    return page


def ended(page: Any, out: IO[bytes], title: str, company: str) -> None:
    page.core_properties.title, page.core_properties.author = title, company
    page.save(out)


def plain(page: Any, company: str, language: str) -> None:
    """Paper, fonts and head of a company without a letterhead of its own."""
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - WIDE) / 2)
    section.header.paragraphs[0].text = company
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = page.styles[name]
        face = FACES.get(language, "Calibri")
        style.font.name, style.font.color.rgb = face, INK
        faces = style.element.get_or_add_rPr().get_or_add_rFonts()
        faces.set(qn("w:eastAsia"), face)
        for theme in THEMES:
            faces.attrib.pop(qn(theme), None)
    page.styles["Normal"].font.size = Pt(10)
    page.styles["Normal"].paragraph_format.space_after = Pt(3)


def text(page: Any, words: str, *, bold: bool = False, muted: bool = False, right: bool = False) -> None:
    written(page.add_paragraph(), words, bold=bold, muted=muted, right=right)


def written(paragraph: Any, words: str, *, bold: bool = False, muted: bool = False, right: bool = False) -> Any:
    run = paragraph.add_run(words)
    run.bold = bold
    if muted:
        run.font.color.rgb = MUTED
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return run


def beside(page: Any, columns: list[list[str]], heavy: int = -1) -> None:
    """Some paragraphs beside each other; the first of them small print, the one at `heavy` in bold."""
    made = grid(page, [WIDE / len(columns)] * len(columns))
    for cell, rows in zip(made.add_row().cells, columns, strict=True):
        for place, row in enumerate(rows):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            written(paragraph, row, bold=place == heavy, muted=place == 0)
    text(page, "")


def pairs(page: Any, rows: list[Any]) -> None:
    """Label and value beside each other."""
    if not rows:
        return
    made = grid(page, [45, WIDE - 45])
    for label, value in rows:
        cells = made.add_row().cells
        written(cells[0].paragraphs[0], label, muted=True)
        written(cells[1].paragraphs[0], value or "—")
    text(page, "")


def sums(page: Any, rows: list[Any]) -> None:
    """Under the last columns of the table, the last of them in bold."""
    made = grid(page, SUM)
    made.alignment = WD_TABLE_ALIGNMENT.RIGHT
    for place, row in enumerate(rows, 1):
        for cell, words, is_right in zip(made.add_row().cells, row, (False, True), strict=True):
            written(cell.paragraphs[0], words, bold=place == len(rows), right=is_right)


def table(page: Any, headings: list[str], rows: list[list[str]], right: list[bool]) -> None:
    """The first column has nearly twice the room of the others, as on a printed page."""
    share = WIDE / (len(headings) + 0.8)
    made = grid(page, [1.8 * share, *[share] * (len(headings) - 1)], "Table Grid" if "Table Grid" in names(page) else None)
    for place, row in enumerate([headings, *rows]):
        for cell, value, is_right in zip(made.add_row().cells, row, right, strict=True):
            written(cell.paragraphs[0], value, bold=place == 0, right=is_right).font.size = SMALL
    text(page, "")


def grid(page: Any, widths: Sequence[float], style: str | None = None) -> Any:
    """A table without rows; a word processor that does not lay columns out itself takes these widths, in millimetres."""
    made = page.add_table(rows=0, cols=len(widths), style=style)
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def names(page: Any) -> set[str]:
    return {style.name for style in page.styles}
