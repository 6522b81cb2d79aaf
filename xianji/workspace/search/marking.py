"""Which part of a title answers to what was typed: as it stands, or by its sound."""

from functools import cache

from xianji.lib.text import fold
from xianji.lib.text.readings import syllables

LONGEST = 60


def parts(title: str, words: str) -> list[tuple[str, bool]]:
    """The title in pieces: (text, whether it was typed)."""
    places: set[int] = set()
    folded = [fold(sign) or " " for sign in title[:LONGEST]]
    for word in fold(words).split():
        places |= _written(folded, word) or _spoken(folded, word)
    found: list[tuple[str, bool]] = []
    for place, sign in enumerate(title):
        is_typed = place in places
        if found and found[-1][1] == is_typed:
            found[-1] = (found[-1][0] + sign, is_typed)
        else:
            found.append((sign, is_typed))
    return found


def _written(folded: list[str], word: str) -> set[int]:
    place = "".join(sign[0] for sign in folded).find(word)
    return set(range(place, place + len(word))) if place >= 0 else set()


def _spoken(folded: list[str], word: str) -> set[int]:
    """qwu marks 栖梧: each character gives its first letter or all its sound, the last one also a beginning."""
    if not word.isascii() or not word.isalnum():
        return set()
    sounds = ["".join(syllables(sign)) if not sign.isascii() else sign for sign in folded]

    @cache
    def length(place: int, rest: str) -> int:
        """How many characters from here on say the rest; 0 when they do not."""
        if place >= len(sounds) or not sounds[place]:
            return 0
        if sounds[place].startswith(rest):
            return 1
        for step in (sounds[place], sounds[place][0]):
            if rest.startswith(step) and (more := length(place + 1, rest[len(step) :])):
                return more + 1
        return 0

    for place in range(len(sounds)):
        if count := length(place, word):
            return set(range(place, place + count))
    return set()
