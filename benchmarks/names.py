"""`python -m benchmarks.names FILE [COUNT]`: a list of real company names, one a line, as customers of a house of their own, all
compared in one job that is stopped on the way and goes on. `DB=sqlite|postgres`; `.xz` files are read as they are.

Names are written as a register has them, with place, trade and legal form, and every fiftieth once more, in one of the ways in
which a company gets a second file: how many of these are found is told. `PLAIN=1` takes the names as they stand, without
twins."""

import csv
import lzma
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.house import ROOT, address, command, folder
from benchmarks.measuring import Measured, main

EVERY = 50
SETUP = (
    "setup", "--if-new", "--company", "Names", "--country", "CN", "--currency", "CNY", "--time-zone", "Asia/Shanghai",
    "--fiscal-month", "1", "--language", "en", "--admin-login", "admin", "--admin-name", "Admin",
    "--admin-email", "admin@example.com", "--admin-password", "only for measuring",
)  # fmt: skip
MEMORY, LINEAR = 200, 80
"""What the job may add, in MB; how many times the raw limit it may take."""


def read(path: Path, count: int) -> list[str]:
    """Some of the names, those of Hanzi, in an order that is the same every time."""
    opened = lzma.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".xz" else path.open(encoding="utf-8-sig")
    with opened as lines:
        names = sorted({line.strip() for line in lines if 1 < len(line.strip()) <= 40 and not line.isascii()})
    return Random(6).sample(names, min(count, len(names)))


def written(names: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The names of the files, and those of them that are of one company by their making."""
    from tests.real.naming import RULES, Firm, learn

    learn(names)
    chance, files, twins = Random(6), [], []
    for place, name in enumerate(names):
        firm = Firm(name, chance)
        files.append(firm.called())
        if place % EVERY == 0:
            files.append(getattr(firm, RULES[place // EVERY % len(RULES)])())
            twins.append((files[-2], files[-1]))
    return files, twins


def keep(path: Path, heading: list[str], rows: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])
    return path


def made(source: Path, count: int, place: Path, environment: dict[str, str]) -> None:
    """The house: set up, its names brought by the import, once."""
    if (place / "made").exists():
        return
    names = read(source, count)
    files, twins = (names, []) if os.environ.get("PLAIN") else written(names)
    keep(place / "twins.csv", ["one", "other"], twins)
    command(*SETUP, environment=environment)
    command("import", "customers.customer", str(keep(place / "names.csv", ["name"], ([one] for one in files))), "--json",
            environment=environment)  # fmt: skip
    (place / "made").touch()


def measure() -> Iterator[Measured]:
    from benchmarks.tasks.doubling import clocked, peak
    from xianji.customers.duplicates.looking import JOB, look_at_all
    from xianji.customers.models import Customer, DuplicateCase, DuplicateMark
    from xianji.kit.jobs import Stopped
    from xianji.kit.jobs.models import Job
    from xianji.kit.jobs.pulse import Progress
    from xianji.lib import text
    from xianji.lib.actor import SYSTEM, acting

    class StoppedOnce(Progress):
        """Stops at a third of the way, and once only."""

        def __call__(self, done: int, total: int | None = None, note: Any = "") -> None:
            self.stop_asked = "stopped" not in self.order and total is not None and 3 * done > total
            if self.stop_asked:
                self.keep(stopped=True)
            super().__call__(done, total, note)

    with acting(SYSTEM):
        names = Customer.unscoped.filter(deleted_at=None).values_list("name", flat=True)
        count = names.count()
        raw = clocked(lambda: [text.bare(name) for name in names.iterator(2_000)])
        job, told, before, start = Job.objects.create(kind=JOB, title="Compare"), {}, peak(), time.monotonic()

        def work() -> None:
            try:
                told.update(look_at_all(StoppedOnce(job.pk, Job.objects.get(pk=job.pk).order)))
            except Stopped:
                work()

        took = clocked(work)
        wall = time.monotonic() - start
        note = f"{count:,} files, {DuplicateMark.objects.count():,} marks, {told['compared']:,} pairs, {told['opened']:,} cases"
        yield Measured("compare all names, stopped once", took, raw, most=LINEAR, note=f"{note}; {wall:.0f} s by the clock")
        yield Measured("processor time for each thousand files", 1000 * took / max(1, count))
        yield Measured("memory that comparing adds", (peak() - before) / 1024, most=MEMORY, unit="MB")
        with (Path(os.environ["NAMES_PLACE"]) / "twins.csv").open(encoding="utf-8") as file:
            twins = {frozenset(row.values()) for row in csv.DictReader(file)}
        cases = DuplicateCase.unscoped.values_list("first__name", "second__name").iterator(2_000)
        found = sum(1 for pair in cases if frozenset(pair) in twins)
        if twins:
            yield Measured("planted twins that were found, per thousand", 1000 * found / len(twins), least=950, unit="‰",
                           note=f"{found:,} of {len(twins):,}")  # fmt: skip


def run(source: Path, count: int) -> int:
    database = os.environ.get("DB") or "sqlite"
    place = folder(database, count).with_name(f"{database}-names{'-plain' if os.environ.get('PLAIN') else ''}-{count}")
    place.mkdir(parents=True, exist_ok=True)
    with address(database, place) as url:
        environment = {**os.environ, "XIANJI_HOME": str(place / "home"), "XIANJI_DATABASE": url, "PYTHONPATH": str(ROOT),
                       "NAMES_PLACE": str(place)}  # fmt: skip
        made(source, count, place, environment)
        return subprocess.run([sys.executable, "-m", "benchmarks.names", "--measure"], env=environment, cwd=ROOT).returncode


if __name__ == "__main__":
    if "--measure" in sys.argv:
        main(measure)
    else:
        sys.exit(run(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000))
