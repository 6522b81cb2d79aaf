"""What PostgreSQL need not be asked is what others ask it, and is still there."""

import re
from pathlib import Path

from tests.conftest import ELSEWHERE
from tools.elsewhere import Function, needed

ROOT = Path(__file__).resolve().parents[2]


def test_each_kind_of_statement_is_sent_and_the_dearest_go() -> None:
    found = {
        "dear": Function(seconds=9, sends={"SELECT", "INSERT"}),
        "cheap": Function(seconds=1, sends={"SELECT", "INSERT"}),
        "alone": Function(seconds=5, sends={"SELECT", "DISTINCT"}),
        "waits": Function(stays=True, seconds=7, sends={"SELECT"}),
        "idle": Function(seconds=1, sends=set()),
    }
    assert needed(found) == {"cheap", "alone", "waits"}
    assert needed(found | {"cheaper": Function(seconds=0.5, sends={"INSERT"})}) == {"cheaper", "alone", "waits"}


def test_what_goes_elsewhere_is_still_there() -> None:
    gone = []
    for name in sorted(ELSEWHERE):
        file, _, function = name.partition("::")
        source = ROOT / file
        if not source.is_file() or not re.search(rf"^def {function}\(", source.read_text(), re.MULTILINE):
            gone.append(name)
    assert gone == [], "take these lines out of tests/elsewhere.txt"
