"""Places where a byte was lost and the GBK characters after it were cut in the wrong halves.

One lost byte shifts the pairs that follow: 保客戶信息 becomes ??蛻粜畔. The bytes are all there but one, so the place
can be cut anew; the lost byte is chosen so that the character agrees with the words of the same document. The shift
ends where an ASCII letter completes a pair (與 lost its second byte to c), or where a bracket was swallowed whose
pinyin tells the character.
"""

import re
from collections import Counter
from dataclasses import dataclass

from xianji.lib.text import pinyin
from xianji.policy.regulations.reading.pinyin_notes import plain

_HAN = re.compile("[\u3400-\u9fff]")
_SUSPECT = re.compile("[\ue000-\uf8ff\ufffd]+|(?<=[\u3400-\u9fff])[?？]{2,}(?=[\u3400-\u9fff])|锟斤拷|烫烫烫|屯屯屯")
_START = re.compile("(?<=[\u3400-\u9fff])[?？\ufffd](?=[?？\u3400-\u9fff])")
_SWALLOWED = re.compile("[?？]([a-zü\u00e0-\u01dc\u0300-\u030c]{1,7})[)）]")
_SENTENCE = re.compile("[\u3400-\u9fff，。、；：（）“”《》]+")
_BROKEN = re.compile(_START.pattern + ".{0,20}")
_LONGEST = 60
_MOST_TRIES = 300
_FULL_QUESTION_MARK = b"\xa3\xbf"


@dataclass(frozen=True)
class Repair:
    """A broken stretch of a text and what it said; `after` is empty when no rule tells."""

    start: int
    end: int
    before: str
    after: str


class Words:
    """How often two characters stand side by side in the sound parts of the document."""

    def __init__(self, text: str) -> None:
        sound = _BROKEN.sub("\n", text)
        self._pairs = Counter(zip(sound, sound[1:], strict=False))

    def support(self, text: str) -> int:
        """The number of neighbours in the text that the document has elsewhere too."""
        return sum(pair in self._pairs for pair in zip(text, text[1:], strict=False))

    def count(self, first: str, second: str) -> int:
        """Occurrences of the pair."""
        return self._pairs[(first, second)]


def repairs(text: str, words: Words) -> list[Repair]:
    """Every broken place of a text, in order."""
    found: list[Repair] = []
    at = tries = 0
    while (start := _START.search(text, at)) and tries < _MOST_TRIES:
        mended = _mend(text, start.start(), words)
        if mended:
            found.append(mended)
        at = mended.end if mended else start.end()
        tries += 1
    hidden = {at for one in found for at in range(one.start, one.end)}
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() not in hidden:
            found.append(Repair(suspect.start(), suspect.end(), suspect[0], ""))
    return sorted(found, key=lambda one: one.start)[:_MOST_TRIES]


def mended(text: str, words: Words) -> tuple[str, list[tuple[int, Repair]]]:
    """The text with what could be repaired, and each broken place with its column there."""
    written, at, places = "", 0, []
    for one in repairs(text, words):
        written += text[at : one.start]
        places.append((len(written), one))
        written += one.after or one.before
        at = one.end
    return written + text[at:], places


def _mend(text: str, start: int, words: Words) -> Repair | None:
    """Cuts the pairs anew from a lost byte on; nothing when the result is no better than what stands there."""
    shifted = _shifted_bytes(text, start + 1)
    if shifted is None:
        return None
    tail, end, readings = shifted
    whole = _decoded(tail[1:])
    last = max(readings, key=lambda one: words.count(one, text[end : end + 1]), default="")
    if whole is None or not _SENTENCE.fullmatch(whole + last):
        return None
    first = _lost_character(text[start - 1], tail[0], (whole + last)[0], words)
    after = first + whole + last
    before = text[start:end]
    if first and words.support(text[start - 1] + after) > words.support(text[start - 1] + before):
        return Repair(start, end, before, after)
    return None


def _shifted_bytes(text: str, start: int) -> tuple[bytes, int, list[str]] | None:
    """Bytes from the orphan second half on, where the shift ends, and the characters a swallowed one may be."""
    found = b""
    for at in range(start, min(len(text), start + _LONGEST)):
        one = text[at]
        if at == start and one in "?？":
            found += _FULL_QUESTION_MARK
        elif swallowed := _SWALLOWED.match(text, at):
            fitting = _read_as(found[-1], swallowed[1])
            return (found[:-1], swallowed.end(), fitting) if fitting else None
        elif one.isascii():
            complete = one.isalpha() or one in "@[\\]^_`{|}~"
            return (found + one.encode(), at + 1, []) if complete and len(found) > 1 else None
        elif len(pair := one.encode("gb18030")) == 2:
            found += pair
        else:
            return None
    return None


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _candidates(pairs: list[bytes]) -> list[str]:
    decoded = [pair.decode("gb18030", "ignore") for pair in pairs]
    return [one for one in decoded if _HAN.fullmatch(one)]


def _lost_character(before: str, second: int, after: str, words: Words) -> str:
    """The character with this second byte that the document most often has between its neighbours."""
    fitting = _candidates([bytes([first, second]) for first in range(0x81, 0xFF)])
    best = max(fitting, key=lambda one: _fit(before, one, after, words), default="")
    return best if best and any(_fit(before, best, after, words)) else ""


def _fit(before: str, one: str, after: str, words: Words) -> tuple[bool, int]:
    left, right = words.count(before, one), words.count(one, after)
    return (bool(left and right), left + right)


def _read_as(first: int, syllable: str) -> list[str]:
    """The characters with this first byte and this reading."""
    fitting = _candidates([bytes([first, second]) for second in range(0x40, 0xFF)])
    return [one for one in fitting if plain(pinyin(one)) == plain(syllable)]
