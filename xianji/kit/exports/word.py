"""Letters as Word files: the same content as a printed letter, on the company's own letterhead where it has one."""

from pathlib import Path
from typing import IO, Any

import docx
from django.conf import settings
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LETTERHEAD = "letterhead.docx"
"""In the home of the company: what a letter begins with, with its head, foot and fonts."""
FACES = {"zh-hans": "Microsoft YaHei", "zh-hant": "Microsoft JhengHei"}
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MUTED = RGBColor(0x5A, 0x66, 0x72)


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
    for party in content["parties"]:
        text(page, party["title"], muted=True)
        for place, row in enumerate(party["rows"]):
            text(page, row, bold=place == 0)
    pairs(page, content["facts"])
    table(page, content["headings"], content["rows"], content["right"])
    for place, (label, value) in enumerate(content["totals"]):
        text(page, f"{label}  {value}", bold=place == len(content["totals"]) - 1, right=True)
    if content["words"]:
        text(page, content["words"], right=True)
    if content["terms"]:
        page.add_heading(content["terms_title"], level=2)
        pairs(page, content["terms"])
    for note in content["notes"]:
        text(page, note)
    text(page, "")
    pairs(page, [(one, "____________________") for one in content["signs"]])
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
    section.left_margin = section.right_margin = Mm(20)
    section.header.paragraphs[0].text = company
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = page.styles[name]
        face = FACES.get(language, "Calibri")
        style.font.name = face
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    page.styles["Normal"].font.size = Pt(10)
    page.styles["Normal"].paragraph_format.space_after = Pt(3)


def text(page: Any, words: str, *, bold: bool = False, muted: bool = False, right: bool = False) -> None:
    paragraph = page.add_paragraph()
    run = paragraph.add_run(words)
    run.bold = bold
    if muted:
        run.font.color.rgb = MUTED
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def pairs(page: Any, rows: list[Any]) -> None:
    """Label and value beside each other."""
    if not rows:
        return
    made = page.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = made.add_row().cells
        cells[0].text, cells[1].text = label, value or "—"
        cells[0].width, cells[1].width = Mm(45), Mm(125)
    text(page, "")


def table(page: Any, headings: list[str], rows: list[list[str]], right: list[bool]) -> None:
    made = page.add_table(rows=1, cols=len(headings), style="Table Grid" if "Table Grid" in names(page) else None)
    for place, row in enumerate([headings, *rows]):
        cells = made.rows[0].cells if place == 0 else made.add_row().cells
        for cell, value, is_right in zip(cells, row, right, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(value).bold = place == 0
            if is_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    text(page, "")


def names(page: Any) -> set[str]:
    return {style.name for style in page.styles}
