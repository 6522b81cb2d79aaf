"""The report of an import: the same for the screen, the command line and the batch."""

from typing import TYPE_CHECKING, Any

from xianji.kit.imports.findings import ERROR, MAPPED, WARNING

if TYPE_CHECKING:
    from xianji.kit.imports.load import Asked
    from xianji.kit.imports.plan import Plan


def report_of(made: "Plan", table: Any, asked: "Asked", batch: str, done: dict[str, int], *, dry_run: bool) -> dict[str, Any]:
    """Counts first, then findings by level: the same thing in many rows is one line with its count."""
    findings = made.findings
    unchanged = made.known - done["updated"]
    return {
        "object": asked.label, "file": asked.file_name, "batch": batch, "dry_run": dry_run, "rows": made.rows,
        "created": done["created"], "updated": done["updated"], "unchanged": 0 if findings.has_errors else unchanged,
        "loaded": not dry_run and not findings.has_errors, "columns": table.columns, "sheet": table.sheet,
        "encoding": table.encoding, "mapping": asked.mapping.as_dict(), "notes": made.notes,
        "errors": [one.as_dict() for one in findings.of(ERROR)],
        "warnings": [one.as_dict() for one in findings.of(WARNING)],
        "mapped": [one.as_dict() for one in findings.of(MAPPED)],
        "error_rows": findings.rows_of(ERROR), "warning_rows": findings.rows_of(WARNING),
        "mapped_rows": findings.rows_of(MAPPED),
    }  # fmt: skip
