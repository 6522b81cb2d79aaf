"""A value that is not among the choices but surely or probably means one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST = 5
_JOINT = r"[\s\-_.,;:·•・/\\&'\"`´‘’“”()\[\]{}<>《》〈〉【】「」『』、。!?*|~]"
_JOINTS = re.compile(rf"(?<!\d){_JOINT}+|{_JOINT}+(?!\d)")


@dataclass(frozen=True)
class Suggestion:
    """`sure` when only spaces, case, width or punctuation differ: then it may be taken without asking."""

    choice: str
    sure: bool


def close_values(value: str, choices: Iterable[str]) -> Suggestion | None:
    """The one choice that is the same but for spaces, case, width and punctuation, or else one slip of the pen away.

    Nothing when two choices qualify. Digits and Hanzi are never a slip: A-100 is not A-101, 华东 is not 华南.
    """
    wanted = plain(value)
    if not wanted:
        return None
    forms: dict[str, set[str]] = {}
    for choice in choices:
        forms.setdefault(plain(choice), set()).add(choice)
    same = forms.get(wanted, set())
    if same:
        return Suggestion(next(iter(same)), True) if len(same) == 1 else None
    near = [form for form in forms if one_slip(wanted, form)]
    if len(near) != 1 or len(forms[near[0]]) != 1:
        return None
    return Suggestion(next(iter(forms[near[0]])), False)


def plain(text: str) -> str:
    """Without what people type differently; what stands between two digits counts, as do + and #."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _JOINTS.sub("", folded)


def one_slip(one: str, other: str) -> bool:
    """One letter added, dropped, replaced, or two neighbours swapped, in a word long enough to tell."""
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        start = min(len(one), len(other))
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
        differing = left[:2] + right[:2] if swapped else left[:1] + right[:1]
        slip = swapped or left[1:] == right[1:]
    else:
        differing = max(left, right, key=len)[:1]
        slip = left[1:] == right or left == right[1:]
    return slip and all(character.isalpha() and not is_hanzi(character) for character in differing)


def is_hanzi(character: str) -> bool:
    """Each of them is a word or a name of its own."""
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" or character >= "\U00020000"
