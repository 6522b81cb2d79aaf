"""What the search index stores for a text, and what a query must find there."""

import re
from typing import NamedTuple

from xianji.lib.text.folding import HANZI, fold, strip_marks
from xianji.lib.text.readings import READ_UNFOLDED, fold_to_read, spoken_units

LONGEST_SOUND = 12
LONGEST_WORD = 40
SHORTEST_TAIL = 4
SPOKEN_SYLLABLES = 32

_RUN = re.compile(f"[{HANZI}]+")
_AFTER_SPACE = re.compile(f"\\s([{HANZI}])")
_LATIN = f"[^\\W_{HANZI}]+"
_JOINED = re.compile(f"{_LATIN}(?:(?:(?<=\\d)[-(). ]{{1,2}}(?=\\d)|[-._/@'+#&,()]){_LATIN}){{0,7}}")
_PART = re.compile(_LATIN)
_CHUNK = re.compile(r"[^\W_]+")
_LEGAL_FORM = re.compile("股份有限|有限责任|有限公司|有限合伙")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_PHONE = re.compile(r"(?:(?:\+|00)(?:86|886|852|853)|\+|(?=\(?0))([\d ().-]{7,})")


class Term(NamedTuple):
    """One thing that must be found: the token itself, or any token that begins with it."""

    token: str
    prefix: bool


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of Hanzi, the first Hanzi of each run alone, other words and numbers whole."""
    folded = fold(text)
    return _pairs(folded) + _PART.findall(folded)


def _pairs(folded: str) -> list[str]:
    found: list[str] = []
    for run in _RUN.findall(folded):
        found.append(run[0])
        found += map(str.__add__, run, run[1:])
    return found


def _latin_tokens(folded: str) -> list[str]:
    """Words, and codes from every part on; codes and numbers also from every digit on, to the last four."""
    found: list[str] = []
    for joined in _JOINED.findall(folded):
        parts = _PART.findall(strip_marks(joined))
        word = "".join(parts)[:LONGEST_WORD]
        start = 0
        for part in parts:
            found.append(word[start:])
            start += len(part)
        for digit in _DIGIT.finditer(word, 1, max(len(word) - SHORTEST_TAIL + 1, 1)):
            found.append(word[digit.start() :])
    return found


def _word_tokens(word: str) -> list[str]:
    """The same for a single word, code or number, as most fields hold."""
    word = word[:LONGEST_WORD]
    last = len(word) - SHORTEST_TAIL + 1
    return [word, *[word[place:] for place in range(1, last) if word[place].isdigit()]]


def _sounds(spoken: list[tuple[str, str]], starts: int) -> list[str]:
    """Pinyin, initials, and initial + pinyin, each from every one of the first `starts` syllables on."""
    count = len(spoken)
    found: list[str] = []
    rest = letters = ""
    for place in range(count - 1, -1, -1):
        sound, start = spoken[place]
        mixed = (start + rest)[:LONGEST_SOUND]
        rest = (sound + rest)[:LONGEST_SOUND]
        letters = (start + letters)[:LONGEST_SOUND]
        if place < starts:
            found += (rest, mixed, letters)[: count - place]
    return found + _shortened(spoken) if 2 < count < 5 else found


def _shortened(spoken: list[tuple[str, str]]) -> list[str]:
    """The ways to shorten a name of three or four syllables: wxming and wangxming for 王晓明."""
    forms = [spoken[-1][0]]
    for unit in reversed(spoken[:-1]):
        forms = [start + form for form in forms for start in unit]
    return [form[:LONGEST_SOUND] for form in forms]


def _spoken_tokens(folded: str, person: bool) -> list[str]:
    found: list[str] = []
    room = SPOKEN_SYLLABLES
    for chunk in _CHUNK.findall(folded):
        if room > 0 and not chunk.isascii():
            spoken = spoken_units(chunk[:room], person)
            legal_form = _LEGAL_FORM.search(chunk)
            found += _sounds(spoken, legal_form.start() if legal_form else room)
            room -= len(spoken)
    return found


def tokens(text: str, person: bool = False, sounds: bool = True) -> list[str]:
    """Everything the index keeps for a text: pairs of Hanzi, words and codes and, if wanted, sounds of the first 32 syllables.

    No sound starts within 有限公司 and its kind; the name of a `person` sounds both ways when the surname has its own.
    """
    if text.isascii() and text.isalnum():
        return _word_tokens(text.lower())
    folded = fold(text)
    if folded.isascii():
        return list(dict.fromkeys(filter(None, _latin_tokens(folded))))
    found = _pairs(folded)
    if found and not text.isalpha():
        found += fold("".join(_AFTER_SPACE.findall(text)))
    if found and sounds:
        to_read = fold_to_read(text) if READ_UNFOLDED in text else folded
        found += _spoken_tokens(to_read, person=False)
        if person:
            found += _spoken_tokens(to_read, person=True)
    if not _RUN.fullmatch(folded):
        found += _latin_tokens(folded)
    return list(dict.fromkeys(filter(None, found)))


def query_tokens(query: str) -> list[Term]:
    """What a record must contain, all of it, to be found by what a person typed.

    One Hanzi finds runs that begin with it, more are found anywhere; words, pinyin, initials and numbers by their beginning,
    codes and long numbers by any part of at least four characters.
    """
    words = [fold(word) for word in query.split()]
    if phone := _PHONE.fullmatch(" ".join(words)):
        words = ["".join(_DIGITS.findall(phone[1]))]
    found: list[Term] = []
    for word in words:
        for run in _RUN.findall(word):
            found += [Term(pair, False) for pair in map(str.__add__, run, run[1:])] or [Term(run, False)]
        found += [Term(_as_typed(joined), True) for joined in _JOINED.findall(word)]
    return list(dict.fromkeys(found))


def _as_typed(joined: str) -> str:
    """As the index keeps it: sounds cut to their length, numbers without the zeros that a country code replaces."""
    word = "".join(_PART.findall(strip_marks(joined)))
    if word.isdigit() and len(word) > 6:
        word = word.lstrip("0").rjust(SHORTEST_TAIL, "0")
    return word[: LONGEST_WORD if _DIGITS.search(word) else LONGEST_SOUND]
