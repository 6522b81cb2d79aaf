"""All tests: the static checks and pytest on SQLite, on PostgreSQL and in the browser, as many side by side as the machine
does well; each is shown when it has ended."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--durations=10")
BROWSER = ("tests/browser", "tests/kit/browser")
OTHERS = tuple(f"--ignore={folder}" for folder in BROWSER)
HALF = ("tests/config", "tests/kit/every_resource", "tests/kit/lists")
"""About half of what SQLite does, so that two processors are busy until the end."""
RUNS: dict[str, tuple[str, ...]] = {
    "the browser": (*PYTEST, "-n", "2", *BROWSER),
    "checks": (sys.executable, "tools/check.py"),
    "PostgreSQL": (sys.executable, "tools/on_postgresql.py", *PYTEST, *OTHERS, "-m", "database"),
    "SQLite": (*PYTEST, *OTHERS, *(f"--ignore={folder}" for folder in HALF)),
    "SQLite, every object": (*PYTEST, *HALF),
}
"""In the order in which they begin: the browser, whose tests wait for pages much of the time, goes on beside the others. What
asks no database runs with SQLite alone."""
AT_ONCE = (os.cpu_count() or 1) + 1
"""More would only wait for each other, and pages for all of them."""
MINUTE = 60
PERCENT = re.compile(r"\[ *(\d+)%\]")


def environment(folder: Path) -> dict[str, str]:
    """Nothing of an installation; where nothing compiled may be written beside the sources, the hundred processes that tests
    start find it in a folder of this run."""
    kept = {name: value for name, value in os.environ.items() if name not in ("XIANJI_HOME", "XIANJI_DATABASE")}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(folder / "compiled"))
    return kept


@dataclass
class Run:
    """One of them, on its way or ended."""

    name: str
    process: subprocess.Popen
    log: Path

    def ending(self) -> str:
        return (self.log.read_text().strip().splitlines() or ["nothing"])[-1]

    def progress(self) -> str:
        return f"{self.name} {(PERCENT.findall(self.log.read_text()) or ['0'])[-1]} %"


def start(name: str, options: list[str], folder: Path) -> Run:
    command = [*RUNS[name], *(options if "pytest" in RUNS[name] else ())]
    log = folder / name.replace(", ", "-").replace(" ", "-")
    print(f"{clock()}  {name} begins", flush=True)
    process = subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=log.open("w"), stderr=subprocess.STDOUT)
    return Run(name, process, log)


def clock() -> str:
    return time.strftime("%H:%M:%S")


def ended(options: list[str], folder: Path) -> Iterator[Run]:
    """Each as it ends; once a minute how far the others are."""
    waiting, under_way, told = list(RUNS), list[Run](), time.monotonic()
    while waiting or under_way:
        while waiting and len(under_way) < AT_ONCE:
            under_way.append(start(waiting.pop(0), options, folder))
        for run in under_way:
            if run.process.poll() is not None:
                yield run
        under_way = [run for run in under_way if run.process.returncode is None]
        if time.monotonic() - told >= MINUTE:
            told = time.monotonic()
            print(clock(), " ", ", ".join(run.progress() for run in under_way), flush=True)
        time.sleep(0.5)


def main(options: list[str]) -> int:
    """Options go to pytest."""
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for run in ended(options, Path(folder)):
            print(f"\n{clock()}  {run.name}\n{run.log.read_text()}", flush=True)
            runs.append(run)
        failed = any(run.process.returncode for run in runs)
        print("\nsomething failed; see above" if failed else "\nchecks, SQLite, PostgreSQL and the browser are well")
        print(*(f"{run.name}: {run.ending()}" for run in runs), sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
