"""Comparing every customer file with every other, beside reading the same rows and folding their names; and the check of one
new file beside one look into the index. Runs by processor time; cases are opened once and found there the second time."""

import time
from collections.abc import Callable, Iterator
from resource import RUSAGE_SELF, getrusage
from typing import Any

from benchmarks.measuring import Measured, main

WHOLE, ONE = 40, 40
"""How many times the raw limit may be reached."""
ASKED = 200


def measure() -> Iterator[Measured]:
    from xianji.customers.duplicates.finding import like
    from xianji.customers.duplicates.looking import look_at_all
    from xianji.customers.duplicates.marks import COLUMNS, file_of
    from xianji.customers.models import Customer, DuplicateMark
    from xianji.lib import text
    from xianji.lib.actor import SYSTEM, acting

    with acting(SYSTEM):
        names = Customer.unscoped.filter(deleted_at=None).values_list(*COLUMNS)
        bare = clocked(lambda: [text.bare(row[0]) for row in names.iterator(2_000)])
        before, told = peak(), {}
        first = clocked(lambda: told.update(look_at_all()))
        second = clocked(look_at_all)
        note = f"{told['opened']:,} cases of {told['compared']:,} pairs, {DuplicateMark.objects.count():,} marks"
        yield Measured("compare all files, the first time", first, bare, note=note)
        yield Measured("compare all files, once more", second, bare, most=WHOLE)
        yield Measured("memory that comparing adds", (peak() - before) / 1024, most=200, unit="MB")
        files = [file_of(one) for one in Customer.unscoped.filter(deleted_at=None).order_by("name")[:ASKED]]
        marks = list(DuplicateMark.objects.values_list("mark", flat=True)[:ASKED])
        check = clocked(lambda: [like(file) for file in files]) / len(files)
        look = clocked(lambda: [list(DuplicateMark.objects.filter(mark=mark)[:20]) for mark in marks]) / len(marks)
        yield Measured("check of one new file", check, look, most=ONE)


def clocked(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peak() -> int:
    """The most memory that this process has had, in KiB."""
    return getrusage(RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(measure)
