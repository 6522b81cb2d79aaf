"""The order of hits: exact title or number, beginning of a short title, place of the words in it, then what changed last."""

from collections.abc import Callable

from xianji.lib.text import bare

SHORT = 8
"""Among titles that begin as typed, shorter ones come first, in steps of so many characters."""


def order_of(text: str) -> Callable[[int, str, str, bool], tuple[int, int, int]]:
    """A sort key for (row id, title, number, whether the index says that it begins as typed)."""
    typed = bare(text)
    may_be_number = any(map(str.isdigit, typed))

    def key(pk: int, title: str, number: str, begins: bool) -> tuple[int, int, int]:
        title, number = bare(title), bare(number) if may_be_number else ""
        if typed and typed in (title, number):
            return 0, len(title), -pk
        place = title.find(typed)
        if place == 0:
            return 1, len(title) // SHORT, -pk
        if place > 0 and not begins:
            return 3, place, -pk
        if begins:
            return 2, len(title) // SHORT, -pk
        return (4 if may_be_number and number.startswith(typed) else 5), 0, -pk

    return key
