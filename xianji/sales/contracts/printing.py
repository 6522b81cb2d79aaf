"""The contract on paper, in its own language: as PDF, and as a Word file for whoever still negotiates its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from xianji.audit.journal import Event
from xianji.audit.journal import record as note
from xianji.kit.exports.pdf import pages
from xianji.sales.contracts import annex
from xianji.sales.contracts.examining import Reading
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.wording import seller

RULE = "_" * 16


@dataclass(frozen=True)
class Kind:
    mime: str
    write: Callable[[IO[bytes], Contract], None]


def content(contract: Contract) -> dict[str, Any]:
    """{title, number, clauses: [(title, paragraphs)], sides: [(who, lines)], annex …} in the contract's language."""
    reading = Reading.of(contract)
    clauses = [{"title": one.title, "paragraphs": reading.text(one).split("\n")} for one in reading.clauses]
    lines = [_("Authorised signatory"), pgettext("on a contract", "Seal"), _("Date")]
    is_draft = contract.state in (Contract.State.DRAFT, Contract.State.REVIEW)
    return {
        "title": contract.name, "object": _("Contract"), "number": contract.number, "clauses": clauses,
        "sides": [{"who": _("Seller: %(name)s") % {"name": seller()}, "lines": lines},
                  {"who": _("Buyer: %(name)s") % {"name": contract.customer.name}, "lines": lines}],
        "annex": annex.table(contract, reading.lines), "stamp": _("Draft") if is_draft else "", "fingerprint": contract.reviewed,
    }  # fmt: skip


def pdf(out: IO[bytes], contract: Contract) -> None:
    pages.write(out, "deed", content(contract))


def word(out: IO[bytes], contract: Contract) -> None:
    from xianji.kit.exports import word as paper

    told = content(contract)
    page = paper.begun(seller(), contract.language)
    page.add_heading(told["title"], level=1)
    paper.text(page, " · ".join(filter(None, (told["number"], told["stamp"]))), muted=True)
    for at, clause in enumerate(told["clauses"], 1):
        page.add_heading(f"{at}. {clause['title']}", level=2)
        for words in clause["paragraphs"]:
            paper.text(page, words)
    paper.text(page, "")
    for side in told["sides"]:
        paper.text(page, side["who"], bold=True)
        paper.pairs(page, [(line, RULE) for line in side["lines"]])
    if told["annex"]:
        page.add_page_break()
        page.add_heading(told["annex"]["title"], level=2)
        paper.table(page, told["annex"]["headings"], told["annex"]["rows"], told["annex"]["right"])
    paper.ended(page, out, told["title"], seller())


def write(out: IO[bytes], contract: Contract, kind: str) -> None:
    with override(contract.language):
        KINDS[kind].write(out, contract)
    note(Event("export", contract.label(), contract.pk, str(contract), reason=kind), source="web")


KINDS = {
    "pdf": Kind("application/pdf", pdf),
    "docx": Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word),
}  # fmt: skip
