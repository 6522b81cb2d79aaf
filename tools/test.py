"""All tests: the static checks and pytest on SQLite, on PostgreSQL and in the browser side by side, then how each ended."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--durations=10")
BROWSER = ("tests/browser", "tests/kit/browser")
OTHERS = tuple(f"--ignore={folder}" for folder in BROWSER)
HALF = ("tests/config", "tests/kit/every_resource", "tests/kit/lists")
"""About half of what SQLite does, so that two processors are busy until the end."""
RUNS: dict[str, tuple[str, ...]] = {
    "checks": (sys.executable, "tools/check.py"),
    "SQLite": (*PYTEST, *OTHERS, *(f"--ignore={folder}" for folder in HALF)),
    "SQLite, every object": (*PYTEST, *HALF),
    "PostgreSQL": (sys.executable, "tools/on_postgresql.py", *PYTEST, *OTHERS, "-m", "database"),
    "the browser": (*PYTEST, "-n", "2", *BROWSER),
}
"""What asks no database runs with SQLite alone; so does the browser, whose tests wait for pages much of the time."""

GIVES_WAY = {"SQLite", "SQLite, every object"}
"""PostgreSQL takes the longest, so the others let it go first; the browser waits for pages and must not wait for long."""


def environment(folder: Path) -> dict[str, str]:
    """Nothing of an installation; where nothing compiled may be written beside the sources, the hundred processes that tests
    start find it in a folder of this run."""
    kept = {name: value for name, value in os.environ.items() if name not in ("XIANJI_HOME", "XIANJI_DATABASE")}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(folder / "compiled"))
    return kept


def start(run: str, options: list[str], folder: Path) -> tuple[subprocess.Popen, Path]:
    command = [*RUNS[run], *(options if "pytest" in RUNS[run] else ())]
    log = folder / run.replace(", ", "-").replace(" ", "-")
    if run in GIVES_WAY and (nice := shutil.which("nice")):
        command = [nice, "-n", "15", *command]
    return subprocess.Popen(command, cwd=ROOT, env=environment(folder), stdout=log.open("w"), stderr=subprocess.STDOUT), log


def follow(run: subprocess.Popen, log: Path) -> int:
    """Show the log as it grows until the run has ended."""
    with log.open() as told:
        while True:
            ended = run.poll() is not None
            sys.stdout.write(told.read())
            sys.stdout.flush()
            if ended:
                return run.returncode
            time.sleep(1)


def main(options: list[str]) -> int:
    """Options go to pytest."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        runs = {name: start(name, options, Path(folder)) for name in RUNS}
        for name, (run, log) in runs.items():
            print(f"\n{name}", flush=True)
            failed = follow(run, log) or failed
        endings = {name: (log.read_text().strip().splitlines() or ["nothing"])[-1] for name, (_run, log) in runs.items()}
    print("\nsomething failed; see above" if failed else "\nchecks, SQLite, PostgreSQL and the browser are well")
    print(*(f"{name}: {ending}" for name, ending in endings.items()), sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
