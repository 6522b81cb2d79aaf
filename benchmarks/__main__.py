"""`make bench`: every task on a generated company, each beside its raw limit.

`SCALE=100000|1000000` customers, `TIMES=50` so many times over (`multiplying.py`), `DB=sqlite|postgres`,
`TASKS=listing,searching` for some of them. Prints a table, adds to `benchmarks/results.json`, and ends with 1 when a goal is
not reached."""

import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.house import ROOT, folder, house
from benchmarks.measuring import MARK, Measured

RESULTS = Path(__file__).parent / "results.json"
TASKS = ("listing", "requesting", "boarding", "searching", "palette", "record", "writing", "controlling", "nightly", "doubling",
         "exporting", "importing", "process")


def run(task: str, environment: dict[str, str]) -> list[Measured]:
    """One task in a process of its own, so that none warms another's caches."""
    print(f"\n{task}", flush=True)
    start = time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.tasks.{task}", "--json"]
    found = []
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if line.startswith(MARK):
                one = Measured(**json.loads(line.removeprefix(MARK)))
                found.append(one)
                print(one.line(), flush=True)
            else:
                print(line, end="", flush=True)
    if process.returncode:
        raise SystemExit(f"{task} ended with {process.returncode}")
    print(f"{task} took {time.monotonic() - start:.0f} s", flush=True)
    return found


def keep(house: str, found: dict[str, list[Measured]]) -> None:
    """The newest figures of each task, by database and size."""
    results: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    place = results.setdefault(house, {})
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    for task, measured in found.items():
        rows = [{"task": m.task, "product": m.product, "raw": m.raw, "unit": m.unit, "ratio": m.ratio and round(m.ratio, 2),
                 "most": m.most, "least": m.least, "holds": m.holds, "note": m.note} for m in measured]  # fmt: skip
        place[task] = {"at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), "machine": machine, "measured": rows}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n")


def main() -> int:
    database, scale = os.environ.get("DB") or "sqlite", int(os.environ.get("SCALE") or 100_000)
    times = int(os.environ.get("TIMES") or 1)
    wanted = [name for name in (os.environ.get("TASKS") or "").split(",") if name] or list(TASKS)
    print(f"{database}, {scale * times:,} customers, in {folder(database, scale, times)}", flush=True)
    found: dict[str, list[Measured]] = {}
    with house(database, scale, times) as environment:
        for task in wanted:
            found[task] = run(task, environment)
            keep(f"{database} {scale}" if times == 1 else f"{database} {scale}x{times}", found)
    every = [one for measured in found.values() for one in measured]
    missed = [one for one in every if one.holds is False]
    print(f"\n{len(every)} measured, {sum(1 for one in every if one.holds)} goals reached, {len(missed)} not")
    for one in missed:
        print(one.line())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
