"""Why a clause is like another: the words that both have."""

import re
from collections.abc import Callable

HANZI = "\u3400-\u9fff"
WORD = re.compile(rf"[^\W\d_{HANZI}]{{4,}}|[{HANZI}]+")


def shared(text: str, other: str, folded: Callable[[str], str] = str.casefold) -> list[tuple[str, bool]]:
    """The text in stretches, true where the other has the same: words of four letters on, and two Hanzi or more in a row."""
    words = {one for one in WORD.findall(folded(other)) if not _is_hanzi(one)}
    pairs = {run[at : at + 2] for run in WORD.findall(folded(other)) if _is_hanzi(run) for at in range(len(run) - 1)}
    same = folded(text)
    if len(same) != len(text):
        return [(text, False)] if text else []
    marks = [False] * len(text)
    for found in WORD.finditer(same):
        run, start = found.group(), found.start()
        if _is_hanzi(run):
            for at in range(len(run) - 1):
                if run[at : at + 2] in pairs:
                    marks[start + at] = marks[start + at + 1] = True
        elif run in words:
            marks[start : found.end()] = [True] * len(run)
    return _stretches(text, marks)


def _is_hanzi(text: str) -> bool:
    return "\u3400" <= text[0] <= "\u9fff"


def _stretches(text: str, marks: list[bool]) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marks[at] != marks[start]:
            found.append((text[start:at], marks[start]))
            start = at
    return found
