"""A file to the clauses of a regulation."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from xianji.lib.text import fold
from xianji.policy.regulations.reading.clauses import Reading, ReadWarning, UnreadableFile
from xianji.policy.regulations.reading.cleaning import Cleaned, cleaned, unwrapped
from xianji.policy.regulations.reading.lines import Note, excerpt_of
from xianji.policy.regulations.reading.marks import Mark, marks
from xianji.policy.regulations.reading.messages import sentence
from xianji.policy.regulations.reading.numbering import Step, is_lined, sequence, usable, without_lone
from xianji.policy.regulations.reading.sources import lines_of
from xianji.policy.regulations.reading.styles import LINE
from xianji.policy.regulations.reading.titles import regulation_title
from xianji.policy.regulations.reading.tree import clauses_of, inline_lists, number_at, numbering_warnings, overlooked


def read_regulation(filename: str, content: bytes) -> Reading:
    """Reads .txt, .md or .docx in any common encoding; raises UnreadableFile when it cannot be one."""
    if not content.strip():
        raise UnreadableFile("empty_file")
    source = cleaned(*lines_of(filename, content))
    starts, text = _joined(source)
    candidates, by_heading = _candidates(source, starts, text)
    lined = is_lined(text, candidates)
    steps = without_lone(sequence(text, usable(candidates, lined)), lined)
    if not steps:
        return _without_numbers(filename, source, text)
    clauses = clauses_of(text, steps)
    title, left = _title(filename, source, starts, text, steps[0])
    warnings = _from_notes(source.notes, starts, steps)
    warnings += [ReadWarning("before", None, {"count": len(left)}, excerpt_of(left))] if left else []
    warnings += [ReadWarning("headings")] if by_heading else []
    warnings += numbering_warnings(text, steps, clauses) + overlooked(text, candidates, steps)
    warnings += inline_lists(steps) if lined else []
    return Reading(title, clauses, warnings, script_of(text))


def as_json(reading: Reading, translate: Callable[[str], str] = str) -> dict[str, Any]:
    """The reading as the command prints it."""
    return {
        "title": reading.title,
        "clauses": [{"number": one.number, "title": one.title, "text": one.text} for one in reading.clauses],
        "warnings": [
            {
                "code": one.code,
                "number": one.number,
                "message": sentence(one, translate),
                "excerpt": one.excerpt,
                "suggestion": one.params.get("after", ""),
            }
            for one in reading.warnings
        ],
    }


def script_of(text: str) -> str:
    """Hant when many characters have a simplified form, Hans for other Chinese, Latn for other letters."""
    hanzi = "".join(one for one in text if "\u4e00" <= one <= "\u9fff")
    if len(hanzi) * 4 < sum(map(str.isalpha, text)):
        return "Latn"
    traditional = sum(one != plain for one, plain in zip(hanzi, fold(hanzi), strict=False))
    return ("Hant" if traditional * 20 > len(hanzi) else "Hans") if hanzi else ""


def _joined(source: Cleaned) -> tuple[list[int], str]:
    """Where each line starts in the whole text, and the text; lines broken only for their length are one again."""
    starts, text = [], ""
    goes_on = [False, *unwrapped(source.lines)]
    for line, continues in zip(source.lines, goes_on, strict=False):
        if continues:
            text = text.rstrip() + (" " if (text.rstrip()[-1:] + line.text.lstrip()[:1]).isascii() else "")
        starts.append(len(text))
        text += (line.text.lstrip() if continues else line.text) + "\n"
    return starts, text


def _candidates(source: Cleaned, starts: list[int], text: str) -> tuple[list[Mark], bool]:
    """Possible numbers; lists within lists are styles of their own, headings without numbers count by themselves."""
    depths = {start: line.depth for start, line in zip(starts, source.lines, strict=True) if line.depth}
    found = []
    for mark in marks(text):
        depth = depths.get(text.rfind("\n", 0, mark.start) + 1, 0) if mark.place == LINE else 0
        found.append(mark if not depth else Mark(**{**vars(mark), "style": mark.style + ">" * depth}))
    headings = _bare_headings(source, starts, found)
    return sorted([*found, *headings], key=lambda mark: (mark.start, mark.style)), bool(headings)


def _bare_headings(source: Cleaned, starts: list[int], found: list[Mark]) -> list[Mark]:
    """Marks for headings when fewer than half of them bear numbers; a single one on top is the title."""
    headed = [(start, line) for start, line in zip(starts, source.lines, strict=True) if line.heading]
    top = min((line.heading for _, line in headed), default=0)
    if len([line for _, line in headed if line.heading == top]) == 1:
        headed = [(start, line) for start, line in headed if line.heading != top]
    numbered = {mark.start for mark in found if mark.place == LINE}
    if len(headed) < 2 or 2 * sum(start in numbered for start, _ in headed) >= len(headed):
        return []
    return [Mark(start, start, f"h{line.heading}", 0) for start, line in headed if start not in numbered]


def _title(filename: str, source: Cleaned, starts: list[int], text: str, first: Step) -> tuple[str, str]:
    """The regulation's name, and what else stood before its first number."""
    at = first.mark.start
    line_start = text.rfind("\n", 0, at) + 1
    inside = [line for line, start in zip(source.lines, starts, strict=True) if start < line_start]
    title, left = regulation_title([*source.before, *inside], text[line_start:at], PurePath(filename).stem)
    return title, "\n".join(left)


def _from_notes(notes: list[Note], starts: list[int], steps: list[Step]) -> list[ReadWarning]:
    found = []
    for note in notes:
        number = None if note.line is None else number_at(steps, starts[note.line] + note.column)
        found.append(ReadWarning(note.code, number, note.params, note.excerpt))
    return found


def _without_numbers(filename: str, source: Cleaned, text: str) -> Reading:
    title, _ = regulation_title([*source.before, *source.lines[:5]], "", PurePath(filename).stem)
    warnings = [ReadWarning(note.code, None, note.params, note.excerpt) for note in source.notes]
    return Reading(title, [], [*warnings, ReadWarning("no_numbers", None, {}, excerpt_of(text))], script_of(text))
