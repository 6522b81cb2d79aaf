"""The table of contents before a regulation: its lines come again as headings."""

import re

from xianji.policy.regulations.reading.lines import Line

_HEADING = re.compile(r"\s*(?:目\s*[录錄次]|(?:table of )?contents)\s*[:：]?\s*", re.IGNORECASE)
_LEADER = re.compile(r"(?:[\s.…·．_-]{2,}|\s)\(?\d{1,4}\)?\s*$|[\s.…·．_-]{2,}$")
_SPACE = re.compile(r"\s+")
_FEWEST = 3


def contents_lines(lines: list[Line]) -> list[int]:
    """Indexes of a contents list: one under its heading, or a run of lines that all come again later in order."""
    titles = [_SPACE.sub("", _LEADER.sub("", line.text)) for line in lines]
    written = [at for at, title in enumerate(titles) if title]
    heading = next((at for at in written if _HEADING.fullmatch(lines[at].text)), None)
    for start in [heading] if heading is not None else written[: _FEWEST * 4]:
        found = _repeated_run(titles, [at for at in written if at > start or (heading is None and at == start)])
        if len(found) >= (1 if heading is not None else _FEWEST):
            return ([start] if heading is not None else []) + found
    return []


def _repeated_run(titles: list[str], places: list[int]) -> list[int]:
    """The lines from the first place on that return further down, up to the line where the first one returns."""
    if not places:
        return []
    first = titles[places[0]]
    again = next((at for at in places[1:] if titles[at] == first or titles[at].startswith(first)), None)
    if again is None or len(first) < 2:
        return []
    block = [at for at in places if at < again]
    later = [titles[at] for at in places if at >= again]
    return block if all(any(line.startswith(titles[at]) for line in later) for at in block) else []
