"""Measure what PostgreSQL need not be asked: `python tools/elsewhere.py` writes tests/elsewhere.txt (decision 0059).

A test may go where another sends each kind of statement that it sends; the dearest for what they add go first. What is not
named in the file runs on both databases, so a new test does."""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests" / "elsewhere.txt"
TEST = 0.02
"""Seconds that a test costs at least, so that none is free."""
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tests.kinds", "-m", "database or elsewhere")
BROWSER = ("--ignore=tests/browser", "--ignore=tests/kit/browser")


@dataclass
class Function:
    """Of tests, whatever their parameters."""

    stays: bool = False
    seconds: float = 0
    sends: set[str] = field(default_factory=set)


def measured() -> dict[str, Function]:
    with tempfile.NamedTemporaryFile() as told:
        command = (sys.executable, "tools/on_postgresql.py", "env", f"XIANJI_KINDS={told.name}", *PYTEST, *BROWSER)
        subprocess.run(command, cwd=ROOT, check=True)
        found: dict[str, Function] = defaultdict(Function)
        for line in Path(told.name).read_text().splitlines():
            name, stays, seconds, sent = json.loads(line)
            one = found[name.split("[")[0]]
            one.stays, one.seconds, one.sends = one.stays or stays, one.seconds + TEST + seconds, one.sends | set(sent)
        return found


def needed(found: dict[str, Function]) -> set[str]:
    """Those that send every kind: what stays anyway, then always the one that adds most for what it costs."""
    wanted = set[str]().union(*(one.sends for one in found.values()))
    left, chosen = dict(found), set()
    while left:
        gain = {name: len(wanted & one.sends) / one.seconds for name, one in left.items()}
        left = {name: one for name, one in left.items() if gain[name] or one.stays}
        best = max(left, key=lambda name: (left[name].stays, gain[name], name), default="")
        if best:
            chosen.add(best)
            wanted -= left.pop(best).sends
    return chosen


def main() -> None:
    found = measured()
    chosen = needed(found)
    FILE.write_text("".join(f"{name}\n" for name in sorted(set(found) - chosen)))
    stay, all_of_them = (sum(found[name].seconds for name in names) for names in (chosen, found))
    print(f"{len(chosen)} of {len(found)} functions stay, {stay:.0f} of {all_of_them:.0f} seconds")


if __name__ == "__main__":
    main()
