"""The process that opens a stranger's file: limited in memory and time, it may die without harm to anybody.

Run as `python -m xianji.kit.imports.reading.child FOLDER`; reads request.json there, leaves table.arrow with
result.json, or refusal.json.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .table import ROW_NUMBER, Limits, Table, Unreadable


def limit_resources(limits: Limits, seconds: int) -> None:
    """Memory, processor time, no core file; a system without such limits keeps the time limit of the parent.

    Allocators reserve far more address space than they use, so what is written to is limited first.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_DATA: (limits.memory, limits.memory),
        resource.RLIMIT_AS: (3 * limits.memory, 3 * limits.memory),
        resource.RLIMIT_CPU: (seconds, seconds + 1),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, values in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, values)


def read(request: dict[str, Any], limits: Limits) -> Table:
    """The table of one request."""
    from .archives import kind_of
    from .delimited import read_delimited
    from .layout import arrange
    from .workbooks import read_workbook

    path = Path(request["path"])
    kind = kind_of(path, limits)
    if kind == "text":
        grid = read_delimited(path, limits, request["encoding"], request["delimiter"])
    else:
        grid = read_workbook(path, kind, limits, request["sheet"])
    return arrange(grid, kind, request["header_row"])


def deliver(table: Table, folder: Path) -> None:
    """The rows as Arrow, the rest as JSON. What our own exports wrote behind their texts, unseen, does not come back."""
    import polars as pl

    from xianji.kit.exports.hidden import MARK

    names = [str(place) for place in range(table.rows.width)]
    clean = table.rows.with_columns(pl.col(pl.String).str.replace_all(MARK.pattern, ""))
    rows = clean.rename(dict(zip(table.columns, names, strict=True)))
    rows.insert_column(0, table.numbers.alias(ROW_NUMBER)).write_ipc(folder / "table.arrow")
    rest = {name: value for name, value in vars(table).items() if name not in ("rows", "numbers", "notes", "ragged")}
    rest["notes"] = [asdict(note) for note in table.notes]
    rest["ragged"] = [asdict(ragged) for ragged in table.ragged]
    write(folder / "result.json", rest)


def write(path: Path, content: dict[str, Any]) -> None:
    """JSON, complete or absent."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    os.replace(part, path)


def main(folder: Path) -> None:
    """Read, or say why not; only exhaustion ends this process in any other way."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    limits = Limits(**request["limits"])
    limit_resources(limits, request["seconds"])
    try:
        deliver(read(request, limits), folder)
    except Unreadable as refusal:
        write(folder / "refusal.json", {"code": refusal.code, "params": refusal.params})
    except MemoryError:
        write(folder / "refusal.json", {"code": "too_much_memory", "params": {}})
    except BaseException:
        traceback.print_exc()
        write(folder / "refusal.json", {"code": "damaged", "params": {}})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
