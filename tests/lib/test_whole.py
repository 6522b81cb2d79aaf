"""Numbers that come as text."""

import re
from pathlib import Path

import pytest

from xianji.lib import whole

PACKAGE = Path(__file__).resolve().parents[2] / "xianji"
APART = {"policy/packs/verify.py", "audit/chain.py", "lib/whole.py", "kit/api/beside.py", "kit/api/bulk_jobs.py"}
"""What runs without the product; the lines of our own proofs; the door of all; nineteen digits up to the greatest id."""


@pytest.mark.parametrize("text", ["0", "7", "0042", "9" * 18])
def test_digits_are_a_number(text):
    assert whole.number(text) == int(text)


@pytest.mark.parametrize("text", ["", "²", "٣", "１", "-1", "1.0", " 1", "1e3", "9" * 19, "9" * 5000, "1\0", None, 1, b"1"])
def test_anything_else_is_none(text):
    assert whole.number(text) is None


def test_several_stand_once_each_in_their_order():
    assert whole.numbers(["3", "x", "1", "3", "²"]) == [3, 1] and whole.number("1000", 3) is None


def test_nobody_reads_a_number_another_way():
    """`isdigit` holds for signs that `int` refuses: a page broke by `?before=²`."""
    found = {str(file.relative_to(PACKAGE)) for file in PACKAGE.rglob("*.py")
             for line in file.read_text().splitlines() if re.search(r"\bint\(.*isdigit\(|isdigit\(.*\bint\(", line)}  # fmt: skip
    assert found <= APART
