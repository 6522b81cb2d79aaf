"""Writing a pack: print, workbook, chain and verifier in one zip, bound together by a manifest."""

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xianji.kit.exports.files import xlsx_tables
from xianji.kit.exports.pdf import pages
from xianji.kit.web.writing import several
from xianji.lib.actor import Actor
from xianji.policy.cockpit.outline import Line, Outline
from xianji.policy.packs import verify
from xianji.policy.packs.chain import proof_of
from xianji.policy.packs.content import Content, Table, controls_of

VERIFIER = Path(verify.__file__)


def write(out: IO[bytes], found: Outline, number: str, told: Content, who: Actor) -> str:
    """Returns the digest of the manifest, which the journal keeps."""
    lists = BytesIO()
    xlsx_tables(lists, [(one.title, one.headings, one.rows) for one in told.tables])
    files = {"lists.xlsx": lists.getvalue(), "verify.py": VERIFIER.read_bytes()}
    files["chain.json"] = _json(_chain(found, number, told, who, files["lists.xlsx"]))
    if pages.is_there():
        printed = BytesIO()
        pages.write(printed, "report", _printed(found, number, told, who))
        files["pack.pdf"] = printed.getvalue()
    manifest = _json({name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())})
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in sorted((files | {"manifest.json": manifest}).items()):
            pack.writestr(name, data)
    return hashlib.sha256(manifest).hexdigest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _chain(found: Outline, number: str, told: Content, who: Actor, lists: bytes) -> dict[str, Any]:
    """The rows of the lists are counted and hashed as the verifier reads them."""
    sheets = verify.workbook(lists)
    return {
        "format": "xianji audit pack 1", "language": (get_language() or "en").lower(), "clause": number,
        "version": str(found.version), "first": told.within.first.isoformat(), "last": told.within.last.isoformat(),
        "made_at": timezone.now().isoformat(), "made_by": who.name, "left_out": told.left_out,
        "lists": [
            {"name": one.name, "title": one.title, "rows": len(rows), "sha256": verify.rows_digest(rows)}
            for one, rows in zip(told.tables, sheets, strict=True)
        ],
        **proof_of(told.evidence, set(told.visible)),
    }  # fmt: skip


def _printed(found: Outline, number: str, told: Content, who: Actor) -> dict[str, Any]:
    """For the page: texts alone."""
    head = next(line for line in told.clauses)
    period = f"{told.within.first} – {told.within.last}"
    facts = [(_("Period"), period), (_("Version"), str(found.version)), (_("Made by"), who.name),
             *((table.title, f"{len(table.rows):,}") for table in told.tables)]  # fmt: skip
    return {
        "object": _("Audit pack"), "title": f"{number} {head.title}", "facts": facts,
        "clauses": [_clause(one) for one in told.clauses],
        "controls": [_control(one) for one in controls_of(told.clauses, told.within)],
        "controls_title": _("Controls"), "tables": [_table(one) for one in told.tables],
        "note": _("The workbook holds every row, chain.json what proves them. “python verify.py” checks both without the product."),  # noqa: E501
    }  # fmt: skip


def _clause(line: Line) -> dict[str, str]:
    return {"title": f"{line.number} {line.title}", "text": line.clause.text, "note": _without(line)}


def _without(line: Line) -> str:
    if line.controls or line.signed is None:
        return ""
    return _("No control: %(why)s %(reason)s") % {"why": line.signed.get_why_display(), "reason": line.signed.reason}


def _control(one: dict[str, Any]) -> dict[str, Any]:
    control = one["control"]
    fields = [(label, text) for label, text in one["numbers"]]
    versions = several(one["versions"]) or "—"
    fields = [(_("Versions that ran"), versions), *fields]
    return {"title": f"C-{control.clause} {control.title}", "text": str(control.says), "steps": one["chain"], "fields": fields}


def _table(one: Table) -> dict[str, Any]:
    """The last column of evidence is for the verifier; as many rows as a print has."""
    width = len(one.headings) - (1 if one.name == "evidence" else 0)
    most = pages.most(width) // 3
    more = len(one.rows) - most
    note = _("%(count)s more rows stand in the workbook.") % {"count": more} if more > 0 else ""
    rows = [row[:width] for row in one.rows[:most]]
    title = f"{one.title} ({len(one.rows):,})"
    return {"title": title, "headings": one.headings[:width], "rows": rows, "right": [False] * width, "note": note}
