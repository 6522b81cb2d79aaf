"""The automatic numbers of a Word document, counted the way Word counts them."""

import re
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from xianji.policy.regulations.reading.numerals import han, roman

_PLACE = re.compile(r"%([1-9])")
_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = {"title", "标题", "標題"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SILENT = {"bullet", "none"}


class WordNumbers:
    """Labels for paragraphs, asked for in the order of the document."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self._levels: dict[str, dict[int, Any]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._shared: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for part in [r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING]:
            self._learn(part.element)

    def _learn(self, numbering: Any) -> None:
        """Which levels each numbering has; w:num points to a shared abstract one."""
        shared = {
            abstract.get(qn("w:abstractNumId")): {int(x.get(qn("w:ilvl"))): x for x in abstract.iter(qn("w:lvl"))}
            for abstract in numbering.iter(qn("w:abstractNum"))
        }
        for number in numbering.iter(qn("w:num")):
            key, source = number.get(qn("w:numId")), _value(number, "w:abstractNumId")
            self._shared[key] = source or ""
            own = {int(x.get(qn("w:ilvl"))): x for x in number.iter(qn("w:lvl"))}
            self._levels[key] = {**shared.get(source or "", {}), **own}
            self._restarts[key] = {
                int(x.get(qn("w:ilvl"))): int(start)
                for x in number.iter(qn("w:lvlOverride"))
                if (start := _value(x, "w:startOverride"))
            }

    def label(self, paragraph: Any) -> str:
        """The number Word shows before the paragraph, empty where it shows none."""
        key, depth = self._place(paragraph)
        level = self._levels.get(key, {}).get(depth)
        if level is None or _value(level, "w:numFmt") in _SILENT:
            return ""
        counts = self._count(key, depth)
        plain = level.find(qn("w:isLgl")) is not None

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shape = "decimal" if plain else _value(self._levels[key].get(at), "w:numFmt")
            return format_number(counts.get(at, self._start(key, at)), shape or "decimal")

        return _PLACE.sub(written, _value(level, "w:lvlText") or "").strip()

    def _count(self, key: str, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(self._shared[key], {})
        restart = self._restarts[key].get(depth)
        if restart is not None and (key, depth) not in self._begun:
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else self._start(key, depth)
        self._begun.add((key, depth))
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return counts

    def _start(self, key: str, depth: int) -> int:
        return int(_value(self._levels[key].get(depth), "w:start") or 1)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Numbering and level: what the paragraph says itself goes before what its style says."""
        key, depth = "", 0
        for properties in [paragraph.find(qn("w:pPr")), *self._inherited(paragraph)]:
            numbered = None if properties is None else properties.find(qn("w:numPr"))
            if numbered is not None and not key:
                key = _value(numbered, "w:numId") or ""
                depth = int(_value(numbered, "w:ilvl") or self._level_of_style(key, self._style(paragraph)))
        return key, depth

    def _level_of_style(self, key: str, style: str | None) -> int:
        """The level that a numbering reserves for a paragraph style."""
        levels = self._levels.get(key, {})
        return next((at for at, level in levels.items() if style and _value(level, "w:pStyle") == style), 0)

    def _inherited(self, paragraph: Any) -> list[Any]:
        """The paragraph properties of its style and of those the style is based on."""
        name, found = self._style(paragraph), []
        for _ in range(12):
            style = self._styles.get(name)
            if style is None:
                break
            found.append(style.find(qn("w:pPr")))
            name = _value(style, "w:basedOn")
        return found

    @staticmethod
    def _style(paragraph: Any) -> str | None:
        properties = paragraph.find(qn("w:pPr"))
        return None if properties is None else _value(properties, "w:pStyle")

    def _style_name(self, paragraph: Any) -> str:
        style = self._styles.get(self._style(paragraph))
        return "" if style is None else (_value(style, "w:name") or "")

    def heading_level(self, paragraph: Any) -> int:
        """1 for Heading 1 and outline level 0; 0 for body text."""
        if named := _HEADING_NAME.match(self._style_name(paragraph)):
            return int(named[1])
        outlines = [p for p in [paragraph.find(qn("w:pPr")), *self._inherited(paragraph)] if p is not None]
        levels = [int(outline) for p in outlines if (outline := _value(p, "w:outlineLvl"))]
        return levels[0] + 1 if levels and levels[0] < 9 else 0

    def is_title(self, paragraph: Any) -> bool:
        """Whether Word calls the paragraph the title of the document."""
        return self._style_name(paragraph).lower() in _TITLE_NAMES


def _value(element: Any, child: str) -> str | None:
    found = None if element is None else element.find(qn(child))
    return None if found is None else found.get(qn("w:val"))


def format_number(value: int, shape: str) -> str:
    """A count in one of Word's number formats; an unknown format is written with digits."""
    if "chinese" in shape.lower() or shape in {"ideographDigital", "japaneseCounting", "taiwaneseCounting"}:
        return han(value)
    if shape in {"upperRoman", "lowerRoman"} and 0 < value < 400:
        return roman(value) if shape == "upperRoman" else roman(value).lower()
    if shape in {"upperLetter", "lowerLetter"} and 0 < value <= 26:
        return chr((ord("A") if shape == "upperLetter" else ord("a")) + value - 1)
    if shape.startswith("decimalEnclosedCircle") and 0 < value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    return str(value)
