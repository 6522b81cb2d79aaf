"""A large export in a process of its own: memory stays as it is however many rows there are, and SQLite can be written."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.conftest import ROOT, Run, environment

FEW, MANY = 8_000, 40_000
SETUP = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "xianji.config.settings"
django.setup()
from xianji.catalog.models import Uom
from xianji.lib.actor import SYSTEM, acting
"""
FILL = f"""
from django.utils import timezone
now = timezone.now()
rows = [Uom(code=f"U{{n}}", name=f"计量单位 {{n}}", external_ref="many", created_at=now, updated_at=now) for n in range({MANY})]
Uom.unscoped.bulk_create(rows, batch_size=5000)
"""
EXPORT = """
import sys, tempfile
from xianji.kit.exports.order import Order
kind, most = sys.argv[1], int(sys.argv[2])
def rows_of(chosen):
    for place, row in enumerate(original(chosen)):
        if place == most:
            return
        yield row
from xianji.kit.exports.rows import Selection
original, Selection.rows = Selection.rows, rows_of
def peak():
    # of this program alone: what getrusage tells begins with the parent's
    with open("/proc/self/status") as told:
        return next(int(line.split()[1]) for line in told if line.startswith("VmHWM"))
with acting(SYSTEM):
    with tempfile.TemporaryFile() as out:
        most, wanted = 500, most
        Order("catalog.uom", kind).fill(out)
        before, most = peak(), wanted
    with tempfile.TemporaryFile() as out:
        assert Order("catalog.uom", kind).fill(out) == most
print(before, peak())
"""


def child(home: Path, database: str, *words: object) -> str:
    program, *rest = map(str, words)
    command = [sys.executable, "-c", SETUP + program, *rest]
    done = subprocess.run(command, env=environment(home, database), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def filled(run: Run, home: Path, database: str) -> tuple[Path, str]:
    child(home, database, FILL)
    return home, database


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_five_times_the_rows_need_no_more_memory(filled: tuple[Path, str], kind: str) -> None:
    """Peak memory of the process, each time after a small export has loaded what it needs."""
    peaks = {}
    for rows in (FEW, MANY):
        _before, peaks[rows] = map(int, child(*filled, EXPORT, kind, rows).split())
    assert peaks[MANY] < 1.1 * peaks[FEW], peaks
