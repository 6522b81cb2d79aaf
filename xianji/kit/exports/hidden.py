"""Marks that nobody sees: twelve letters of a code, written with characters of no width behind the texts of a row."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

SIGNS = "\u200b\u200c\u200d\u2060"
"""Two bits each. Spreadsheets, browsers, chats and mails keep them and show nothing."""
DIGITS = 12
RUN = 2 * DIGITS
MARK = re.compile(f"[{SIGNS}]{{{RUN},}}")


def written(code: str) -> str:
    """Twelve hexadecimal letters as characters of no width."""
    number = int(code, 16)
    return "".join(SIGNS[number >> shift & 3] for shift in range(2 * RUN - 2, -1, -2))


def read(text: str) -> set[str]:
    """Every code in a text; a run that was pasted twice is read in all its places."""
    found = set()
    for run in MARK.findall(text):
        for at in range(len(run) - RUN + 1):
            number = 0
            for sign in run[at : at + RUN]:
                number = number << 2 | SIGNS.index(sign)
            found.add(f"{number:0{DIGITS}x}")
    return found


def behind(rows: Iterable[list[Any]], code: str) -> Iterator[list[Any]]:
    """The rows with the mark behind each text in words. Numbers, days and codes stay as they are, for programs compare them;
    within a file equal texts stay equal."""
    mark = written(code)
    for row in rows:
        yield [value + mark if isinstance(value, str) and is_words(value) else value for value in row]


def is_words(text: str) -> bool:
    return " " in text.strip() or not text.isascii()
