"""Whether a text shows anything at all: spaces, marks of direction and joiners of no width do not."""

from unicodedata import combining

EMPTY = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by their class, and blank all the same: fillers of Hangul, the empty pattern of Braille."""


def shows(text: str) -> bool:
    return any(one.isprintable() and not one.isspace() and one not in EMPTY and not combining(one) for one in text)
