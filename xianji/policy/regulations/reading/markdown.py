"""Markdown to lines: headings and list depth are kept, the marks themselves go."""

import re

from xianji.policy.regulations.reading.lines import Line

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
_ITEM = re.compile(r"(\s*)([-*+]\s+)?((\d{1,3})([.)])\s+)?(?=\S)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text; a list whose items all say 1. is counted on, as Markdown shows it."""
    found: list[Line] = []
    open_items: list[_Item] = []
    for raw in text.splitlines():
        underline = _UNDERLINE.match(raw)
        if underline and found and found[-1].text.strip() and not found[-1].heading:
            found[-1].heading = 1 if underline[1][0] == "=" else 2
        elif heading := _HEADING.match(raw):
            open_items.clear()
            found.append(Line(_plain(heading[2]), heading=len(heading[1])))
        else:
            found.append(_body_line(raw.expandtabs(4), open_items))
    return found


class _Item:
    """An item of an ordered list that is still open: its indent, the number shown, and whether all said 1."""

    def __init__(self, indent: int, written: int) -> None:
        self.indent = indent
        self.shown = written
        self.all_ones = written == 1

    def follow(self, written: int) -> int:
        """The number Markdown shows for the next item."""
        self.all_ones = self.all_ones and written == 1
        self.shown = self.shown + 1 if self.all_ones else written
        return self.shown


def _body_line(raw: str, open_items: list[_Item]) -> Line:
    item = _ITEM.match(raw)
    if not item:
        return Line("")
    indent = len(item[1])
    if not item[3]:
        if not indent and not item[2]:
            open_items.clear()
        return Line(_plain(raw[item.end(2) if item[2] else item.end(1) :]), depth=_depth(open_items, indent))
    while open_items and open_items[-1].indent > indent + 1:
        open_items.pop()
    written = int(item[4])
    if open_items and indent <= open_items[-1].indent + 1:
        written = open_items[-1].follow(written)
    else:
        open_items.append(_Item(indent, written))
    return Line(f"{written}{item[5]} {_plain(raw[item.end() :])}", depth=len(open_items) - 1)


def _depth(open_items: list[_Item], indent: int) -> int:
    """How many open lists hold a line that is no numbered item itself."""
    return max(0, sum(item.indent < indent for item in open_items) - 1)


def _plain(text: str) -> str:
    return _ESCAPE.sub(r"\1", _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", text))).strip()
