"""Pinyin that a web page put in brackets after characters."""

import re
import unicodedata

from xianji.lib.text import pinyin

_NOTE = re.compile(r"(?<=([\u3400-\u9fff\uf900-\ufaff]))[（(]([a-zü\u00e0-\u01dc\u0300-\u030c\u1e3f]{1,7})[)）]")
_TONES = set("\u0300\u0301\u0304\u030c")


def without_pinyin(text: str) -> tuple[str, int]:
    """The text without its pinyin notes, and how many there were; 用(app) stays."""
    count = 0

    def keep_or_drop(note: re.Match[str]) -> str:
        nonlocal count
        if is_reading(note[1], note[2]):
            count += 1
            return ""
        return note[0]

    return _NOTE.sub(keep_or_drop, text), count


def is_reading(character: str, syllable: str) -> bool:
    """Whether a syllable is how the character is read; a tone mark is proof enough."""
    spread = unicodedata.normalize("NFD", syllable)
    return not _TONES.isdisjoint(spread) or plain(syllable) == plain(pinyin(character))


def plain(syllable: str) -> str:
    """A syllable without its tone; ü is v."""
    spread = unicodedata.normalize("NFD", syllable.lower().replace("ü", "v"))
    return "".join(one for one in spread.replace("u\u0308", "v") if not unicodedata.combining(one)).strip()
