"""All tests: the static checks and pytest on SQLite, on PostgreSQL and in the browser side by side, then how each ended."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--durations=10")
BROWSER = ("tests/browser", "tests/kit/browser")
OTHERS = tuple(f"--ignore={folder}" for folder in BROWSER)
RUNS: dict[str, tuple[str, ...]] = {
    "checks": (sys.executable, "tools/check.py"),
    "SQLite": (*PYTEST, *OTHERS),
    "PostgreSQL": (sys.executable, "tools/on_postgresql.py", *PYTEST, *OTHERS, "-m", "database"),
    "the browser": (*PYTEST, "-n", "2", *BROWSER),
}
"""What asks no database runs with SQLite alone; so does the browser, whose tests wait for pages much of the time."""


def start(run: str, options: list[str], log: Path) -> subprocess.Popen:
    command = [*RUNS[run], *(options if "pytest" in RUNS[run] else ())]
    environment = {name: value for name, value in os.environ.items() if name not in ("XIANJI_HOME", "XIANJI_DATABASE")}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log.open("w"), stderr=subprocess.STDOUT)


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
        logs = {name: Path(folder) / name.replace(" ", "-") for name in RUNS}
        runs = {name: start(name, options, log) for name, log in logs.items()}
        for name, run in runs.items():
            print(f"\n{name}", flush=True)
            failed = follow(run, logs[name]) or failed
        endings = {name: (log.read_text().strip().splitlines() or ["nothing"])[-1] for name, log in logs.items()}
    print("\nsomething failed; see above" if failed else "\nchecks, SQLite, PostgreSQL and the browser are well")
    print(*(f"{name}: {ending}" for name, ending in endings.items()), sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
