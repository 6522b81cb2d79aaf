"""The contract on paper, in its own language: as PDF, and as a Word file for whoever still negotiates its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from xianji.audit.journal import Event
from xianji.audit.journal import record as note
from xianji.kit.exports.pdf import pages
from xianji.sales.contracts.examining import Reading
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.wording import seller

FONTS = {"zh-hans": "SimSun", "zh-hant": "PMingLiU", "en": "Times New Roman"}


@dataclass(frozen=True)
class Kind:
    mime: str
    write: Callable[[IO[bytes], Contract], None]


def content(contract: Contract) -> dict[str, Any]:
    """{title, number, draft, clauses: [(title, paragraphs)], sides: [(who, lines)]} in the contract's language."""
    reading = Reading.of(contract)
    clauses = [{"title": one.title, "paragraphs": reading.text(one).split("\n")} for one in reading.clauses]
    lines = [_("Authorised signatory"), _("Seal"), _("Date")]
    is_draft = contract.state in (Contract.State.DRAFT, Contract.State.REVIEW)
    return {
        "title": contract.name, "object": _("Contract"), "number": contract.number, "clauses": clauses,
        "sides": [{"who": f"{_('Seller')}: {seller()}", "lines": lines},
                  {"who": f"{_('Buyer')}: {contract.customer.name}", "lines": lines}],
        "stamp": _("Draft") if is_draft else "", "fingerprint": contract.reviewed,
    }  # fmt: skip


def pdf(out: IO[bytes], contract: Contract) -> None:
    with override(contract.language):
        pages.write(out, "deed", content(contract))
    note(Event("export", contract.label(), contract.pk, str(contract), reason="pdf"), source="web")


def word(out: IO[bytes], contract: Contract) -> None:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    with override(contract.language):
        told = content(contract)
    paper = Document()
    style, face = paper.styles["Normal"], FONTS[contract.language]
    style.font.name, style.font.size = face, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
    paper.core_properties.title, paper.core_properties.author = told["title"], seller()
    paper.add_heading(told["title"], 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = paper.add_paragraph(" · ".join(filter(None, (told["number"], told["stamp"]))))
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for at, clause in enumerate(told["clauses"], 1):
        paper.add_paragraph().add_run(f"{at}. {clause['title']}").bold = True
        for text in clause["paragraphs"]:
            paper.add_paragraph(text)
    table = paper.add_table(rows=1, cols=2)
    for cell, side in zip(table.rows[0].cells, told["sides"], strict=True):
        cell.text = "\n\n".join([side["who"], *(f"{line}: ________________" for line in side["lines"])])
    paper.save(out)
    note(Event("export", contract.label(), contract.pk, str(contract), reason="docx"), source="web")


KINDS = {
    "pdf": Kind("application/pdf", pdf),
    "docx": Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
}  # fmt: skip
