"""Lines of a file to one text in which only the regulation is left to number."""

import re
from dataclasses import dataclass, field

from xianji.policy.regulations.reading.boilerplate import around, printed
from xianji.policy.regulations.reading.contents_list import contents_lines
from xianji.policy.regulations.reading.lines import Line, Note, excerpt_of
from xianji.policy.regulations.reading.marks import starts_numbered
from xianji.policy.regulations.reading.pinyin_notes import without_pinyin
from xianji.policy.regulations.reading.repairing import Words, mended


@dataclass
class Cleaned:
    """Lines that may belong to the regulation, their places in the joined text, and what was noticed."""

    lines: list[Line]
    before: list[Line] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


_STOP = re.compile("[。；;：:!！?？.]$")


def cleaned(lines: list[Line], notes: list[Note]) -> Cleaned:
    """Repairs, then takes out the web page around, pinyin, printed page lines and a contents list."""
    found = _mended(lines)
    begin, end = around(lines, [starts_numbered(line.text) for line in lines])
    left = _joined(lines[end:])
    before, inside = lines[:begin], lines[begin:end]
    found = [_moved(note, {at: at - begin for at in range(begin, end)}) for note in found]
    for drop, code in [(printed, "page_lines"), (contents_lines, "contents")]:
        inside, found = _dropped(inside, found, set(drop(inside)), code)
    found = _counted([*notes, *(note for note in found if note.line is None or note.line >= 0)])
    return Cleaned(inside, before, found + ([Note("after", {"count": len(left)}, excerpt_of(left))] if left else []))


def _mended(lines: list[Line]) -> list[Note]:
    """Broken places first: their rule needs the pinyin that is taken out afterwards."""
    words = Words("\n".join(line.text for line in lines))
    found: list[Note] = []
    for at, line in enumerate(lines):
        text, places = mended(line.text, words)
        for column, repair in places:
            code = "repaired" if repair.after else "garbled"
            params = {"before": repair.before, "after": repair.after}
            excerpt = excerpt_of(line.text, repair.start)
            found.append(Note(code, params, excerpt, at, len(without_pinyin(text[:column])[0])))
        line.text, count = without_pinyin(text)
        found += [Note("pinyin", {"count": count}, "", at)] if count else []
    return found


def _counted(notes: list[Note]) -> list[Note]:
    """One note for the pinyin of all lines."""
    count = sum(note.params["count"] for note in notes if note.code == "pinyin")
    rest = [note for note in notes if note.code != "pinyin"]
    return rest + ([Note("pinyin", {"count": count})] if count else [])


def _dropped(lines: list[Line], notes: list[Note], drop: set[int], code: str) -> tuple[list[Line], list[Note]]:
    """Without some lines; notes follow their lines, and what was left out is noted."""
    if not drop:
        return lines, notes
    kept = [at for at in range(len(lines)) if at not in drop]
    gone = _joined([lines[at] for at in sorted(drop)])
    notes = [_moved(note, {old: new for new, old in enumerate(kept)}) for note in notes]
    return [lines[at] for at in kept], [*notes, Note(code, {"count": len(drop)}, excerpt_of(gone))]


def _moved(note: Note, places: dict[int, int]) -> Note:
    """The note with its line's new place; -1 when the line is gone."""
    if note.line is None:
        return note
    return Note(note.code, note.params, note.excerpt, places.get(note.line, -1), note.column)


def _joined(lines: list[Line]) -> str:
    return "\n".join(text for line in lines if (text := line.text.strip()))


def unwrapped(lines: list[Line]) -> list[bool]:
    """Which lines go on in the next one: full width, no stop at the end, as plain-text files break long lines."""
    texts = [line.text.rstrip() for line in lines]
    widths = sorted(len(text) for text in texts if text)
    if len(widths) < 8:
        return [False] * len(lines)
    full = widths[int(len(widths) * 0.9)]
    even = full >= 20 and sum(width >= 0.9 * full for width in widths) >= len(widths) / 4
    return [
        even and len(text) >= 0.9 * full and not _STOP.search(text) and not line.heading and not starts_numbered(after)
        for line, text, after in zip(lines, texts, [*texts[1:], ""], strict=True)
    ]
