"""All tests: the static checks, then pytest on SQLite and on PostgreSQL side by side, then how each ended."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONCE = ("tests/architecture", "tests/browser", "tests/frontend", "tests/kit/browser", "tests/lib")
"""These ask no database, or a browser of their own: they run with SQLite only."""


def start(database: str, options: list[str], log: Path) -> subprocess.Popen:
    pytest = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--durations=10", *options]
    if database == "PostgreSQL":
        pytest = [sys.executable, "tools/on_postgresql.py", *pytest, *(f"--ignore={folder}" for folder in ONCE)]
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
        logs = {name: Path(folder) / name for name in ("SQLite", "PostgreSQL")}
        runs = {name: start(name, options, log) for name, log in logs.items()}
        for name, run in runs.items():
            print(f"\npytest on {name}", flush=True)
            failed = follow(run, logs[name]) or failed
        endings = [(log.read_text().strip().splitlines() or ["nothing"])[-1] for log in logs.values()]
    print("\nsomething failed; see above" if failed else "\nchecks, SQLite and PostgreSQL are well")
    print(*endings, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
