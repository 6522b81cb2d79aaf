"""All tests: the static checks, then pytest on SQLite, on PostgreSQL and in the browser side by side, then how each ended."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BROWSER = ("tests/browser", "tests/kit/browser")
"""These wait for pages most of the time, beside the others; with SQLite only."""
ONCE = ("tests/architecture", "tests/frontend", "tests/lib", *BROWSER)
"""These ask no database, or a browser: they do not run with PostgreSQL."""
RUNS: dict[str, list[str]] = {
    "SQLite": [f"--ignore={folder}" for folder in BROWSER],
    "PostgreSQL": [f"--ignore={folder}" for folder in ONCE],
    "the browser": list(BROWSER),
}


def start(run: str, options: list[str], log: Path) -> subprocess.Popen:
    pytest = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--durations=10", *options, *RUNS[run]]
    if run == "PostgreSQL":
        pytest = [sys.executable, "tools/on_postgresql.py", *pytest]
    environment = {name: value for name, value in os.environ.items() if name not in ("XIANJI_HOME", "XIANJI_DATABASE")}
    return subprocess.Popen(pytest, cwd=ROOT, env=environment, stdout=log.open("w"), stderr=subprocess.STDOUT)


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
    failed = subprocess.run([sys.executable, "tools/check.py"], cwd=ROOT).returncode
    with tempfile.TemporaryDirectory() as folder:
        logs = {name: Path(folder) / name.replace(" ", "-") for name in RUNS}
        runs = {name: start(name, options, log) for name, log in logs.items()}
        for name, run in runs.items():
            print(f"\npytest: {name}", flush=True)
            failed = follow(run, logs[name]) or failed
        endings = [(log.read_text().strip().splitlines() or ["nothing"])[-1] for log in logs.values()]
    print("\nsomething failed; see above" if failed else "\nchecks, SQLite, PostgreSQL and the browser are well")
    print(*endings, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
