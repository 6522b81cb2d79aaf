"""The static part of the tests: contracts, style, types, messages, reference, migrations. All are run; any failure fails."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[1]
STEPS = {
    "import contracts": (BIN / "lint-imports",),
    "style": (BIN / "ruff", "check", "."),
    "types": (BIN / "mypy",),
    "messages": (sys.executable, "tools/messages.py", "--check"),
    "reference": (sys.executable, "tools/docs.py", "--check"),
    "migrations": (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
}


def run(name: str, command: tuple) -> bool:
    """One line when all is well, else what the tool says."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "XIANJI_HOME": home, "XIANJI_DATABASE": ""}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    well = done.returncode == 0
    print(f"{name:<18}{'ok' if well else 'NOT OK':<8}{time.monotonic() - start:.1f} s", flush=True)
    if not well:
        print(done.stdout + done.stderr, flush=True)
    return well


def main() -> int:
    return 0 if all([run(name, command) for name, command in STEPS.items()]) else 1


if __name__ == "__main__":
    sys.exit(main())
