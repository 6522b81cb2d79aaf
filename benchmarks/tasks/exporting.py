"""The export of all customers as CSV and XLSX, beside the bare cursor with the same columns, and the memory it takes."""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.calling import actor_of
from benchmarks.measuring import Measured, interleaved, main

LABEL = "customers.customer"
FEW = 20_000
FLAT = 1.1


def product(kind: str) -> int:
    """As the worker makes it."""
    from xianji.kit.exports.order import Order
    from xianji.lib.actor import acting

    with acting(actor_of("all")), tempfile.TemporaryFile() as out:
        return Order(LABEL, kind).fill(out)


def raw(kind: str) -> None:
    """The same statement by the bare driver, its values as they come."""
    import xlsxwriter

    with tempfile.TemporaryFile() as out:
        rows = bare_rows()
        if kind == "csv":
            with open(out.fileno(), "w", newline="", encoding="utf-8", closefd=False) as text:
                csv.writer(text).writerows(rows)
            return
        book = xlsxwriter.Workbook(out, {"constant_memory": True})
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for at, value in enumerate(row):
                if value is not None:
                    sheet.write_number(place, at, value) if isinstance(value, int) else sheet.write_string(place, at, str(value))
        book.close()


def bare_rows() -> Iterator[Any]:
    from django.db import connection

    from xianji.kit.exports.order import Order
    from xianji.kit.exports.values import path_of
    from xianji.kit.order import sorted_by
    from xianji.lib.actor import acting

    with acting(actor_of("all")):
        chosen = Order(LABEL, "csv").selection()
        rows = sorted_by(chosen.found(), *chosen.query.sort)
        sql, given = rows.values_list(*[path_of(column) for column in chosen.columns]).query.sql_with_params()
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return connection.connection.cursor().execute(sql % (("?",) * len(given)), given)
    cursor = connection.connection.cursor(name="bare", withhold=True)
    cursor.itersize = 2000
    return iter(cursor.execute(sql, given))


def child(kind: str, most: int) -> int:
    """Peak memory in KiB of a process that exports so many customers."""
    command = [sys.executable, "-m", "benchmarks.tasks.exporting", "--child", kind, str(most)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def in_child(kind: str, most: int) -> None:
    """Called there: the first so many rows, then the highest mark of this program."""
    from xianji.kit.exports.rows import Selection

    every = Selection.rows

    def some(chosen: Selection) -> Iterator[list[Any]]:
        for place, row in enumerate(every(chosen)):
            if place == most:
                return
            yield row

    Selection.rows = some  # type: ignore[method-assign]
    product(kind)
    status = Path("/proc/self/status").read_text().splitlines()
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))


def measure() -> Iterator[Measured]:
    from xianji.customers.models import Customer

    rows = Customer.unscoped.filter(deleted_at=None).count()
    for kind in ("csv", "xlsx"):
        seconds, floor = interleaved(partial(product, kind), partial(raw, kind), rounds=3, warm=0)
        yield Measured(f"export {kind}", seconds, floor, note=f"{rows:,} rows, {rows / seconds:,.0f} a second")
        many, few = child(kind, rows), child(kind, FEW)
        yield Measured(f"export {kind}: memory beside that of {FEW:,} rows", many, few, most=FLAT, unit="KiB")


if __name__ == "__main__":
    if "--child" in sys.argv:
        import os

        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianji.config.settings")
        django.setup()
        in_child(sys.argv[-2], int(sys.argv[-1]))
    else:
        main(measure)
