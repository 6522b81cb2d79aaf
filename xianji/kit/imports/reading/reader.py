"""Read a table from a file of unknown origin, safely: the parsing happens in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from .table import MEGABYTE, ROW_NUMBER, Limits, Note, Ragged, Table, Unreadable

log = logging.getLogger(__name__)

KINDS = {"csv": "text", "tsv": "text", "txt": "text", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls", "ods": "ods"}
ROOT = Path(__file__).resolve().parents[4]
START_SECONDS = 8
SECONDS_PER_MEGABYTE = 2
PASSED_ON = ("LD_LIBRARY_PATH", "SYSTEMROOT")
STDERR_BYTES = 4_000


def read_table(
    filename: str,
    content: bytes | Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Table:
    """The table in a CSV, TSV, TXT, XLSX, XLS or ODS file. `header_row` counts from 1; 0 says there is none.

    Raises Unreadable with a sentence for the person who chose the file; nothing is ever cut off or replaced.
    """
    with tempfile.TemporaryDirectory(prefix="xianji-read-") as name:
        folder = Path(name)
        path = content if isinstance(content, Path) else folder / "content"
        if isinstance(content, bytes):
            path.write_bytes(content)
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Unreadable("file_too_large", megabytes=limits.file_bytes // MEGABYTE)
        seconds = min(limits.seconds, START_SECONDS + SECONDS_PER_MEGABYTE * size // MEGABYTE)
        asked = {"sheet": sheet, "encoding": encoding, "delimiter": delimiter, "header_row": header_row}
        request = {"path": str(path.resolve()), "seconds": seconds, "limits": asdict(limits), **asked}
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        run_child(folder, seconds)
        return collect(folder, filename)


def run_child(folder: Path, seconds: int) -> None:
    """Wait for the child; one that dies or dawdles becomes a refusal."""
    command = [sys.executable, "-m", f"{__package__}.child", str(folder)]
    environment = {"PYTHONPATH": str(ROOT), "POLARS_MAX_THREADS": "1", "LANG": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with (folder / "stderr").open("wb+") as stderr:
        try:
            ended = subprocess.run(  # noqa: S603 - our own module
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                timeout=seconds * 2,
            )
        except subprocess.TimeoutExpired:
            raise Unreadable("too_slow", seconds=seconds * 2) from None
        stderr.seek(0)
        said = stderr.read(STDERR_BYTES).decode(errors="replace")
    if said:
        log.warning("reading a file: exit %s: %s", ended.returncode, said)
    if not any((folder / name).exists() for name in ("result.json", "refusal.json")):
        raise death(ended.returncode, said, seconds)


def death(code: int, said: str, seconds: int) -> Unreadable:
    """Why the child ended without an answer, as far as its end tells."""
    if code in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)):
        return Unreadable("too_slow", seconds=seconds)
    return Unreadable("too_much_memory" if "emory" in said else "damaged")


def collect(folder: Path, filename: str) -> Table:
    """What the child left behind, or its refusal raised here."""
    refusal = folder / "refusal.json"
    if refusal.exists():
        found: dict[str, Any] = json.loads(refusal.read_text(encoding="utf-8"))
        raise Unreadable(found["code"], **found["params"])
    import polars as pl

    rest = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    with (folder / "table.arrow").open("rb") as file:
        rows = pl.read_ipc(file)
    numbers = rows.drop_in_place(ROW_NUMBER)
    rows.columns = rest["columns"]
    rest["notes"] = [Note(**note) for note in rest["notes"]]
    rest["ragged"] = [Ragged(**ragged) for ragged in rest["ragged"]]
    table = Table(rows=rows, numbers=numbers, **rest)
    ending = PurePath(filename).suffix.lower().lstrip(".")
    if ending and KINDS.get(ending, table.kind) != table.kind:
        table.notes.insert(0, Note("kind_differs", {"ending": f".{ending}", "kind": table.kind}))
    return table
