"""The export of all customers as CSV and XLSX, beside the bare cursor with the same columns, and the memory it takes."""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.calling import actor_of
from benchmarks.measuring import Measured, interleaved, main

LABEL = "customers.customer"
FEW, MANY = 20_000, 100_000
"""Rows beside which the memory is measured; and the most of a workbook here, and of what is measured more than once."""
FLAT = 1.1


def product(kind: str, most: int) -> int:
    """As the worker makes it, the first so many rows."""
    from xianji.kit.exports.order import Order
    from xianji.lib.actor import acting

    with acting(actor_of("all")), tempfile.TemporaryFile() as out, cut(most):
        return Order(LABEL, kind).fill(out)


def raw(kind: str, most: int) -> None:
    """The same statement by the bare driver, its values as they come."""
    import xlsxwriter

    with tempfile.TemporaryFile() as out:
        rows = islice(bare_rows(), most)
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
        yield from connection.connection.cursor().execute(sql % (("?",) * len(given)), given)
        return
    with connection.connection.transaction(), connection.connection.cursor(name="bare") as cursor:
        cursor.itersize = 2000
        yield from cursor.execute(sql, given)


def child(kind: str, most: int) -> int:
    """Peak memory in KiB of a process that exports so many customers."""
    command = [sys.executable, "-m", "benchmarks.tasks.exporting", "--child", kind, str(most)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


@contextmanager
def cut(most: int) -> Iterator[None]:
    """Inside, no selection has more rows than so many."""
    from xianji.kit.exports.rows import Selection

    every = Selection.rows
    Selection.rows = lambda chosen: islice(every(chosen), most)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Selection.rows = every  # type: ignore[method-assign]


def in_child(kind: str, most: int) -> None:
    """Called there: the first so many rows, then the highest mark of this program."""
    product(kind, most)
    status = Path("/proc/self/status").read_text().splitlines()
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))


def measure() -> Iterator[Measured]:
    from xianji.customers.models import Customer

    rows = Customer.unscoped.filter(deleted_at=None).count()
    for kind, most in (("csv", rows), ("xlsx", min(rows, MANY))):
        rounds = 3 if most <= MANY else 1
        seconds, floor = interleaved(partial(product, kind, most), partial(raw, kind, most), rounds=rounds, warm=0)
        yield Measured(f"export {kind}", seconds, floor, note=f"{most:,} rows, {most / seconds:,.0f} a second")
        few = min(FEW, most // 4)
        larger, smaller = child(kind, most), child(kind, few)
        title = f"export {kind}: memory of {most:,} rows beside {few:,}"
        yield Measured(title, larger, smaller, most=FLAT, unit="KiB")


if __name__ == "__main__":
    if "--child" in sys.argv:
        import os

        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianji.config.settings")
        django.setup()
        in_child(sys.argv[-2], int(sys.argv[-1]))
    else:
        main(measure)
