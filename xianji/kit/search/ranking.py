"""The order of hits: exact title or number, beginning of a short title, place of the words in it, then what changed last."""

from collections.abc import Callable

from xianji.lib.text import bare

SHORT = 8
"""Among titles that begin as typed, shorter ones come first, in steps of so many characters."""


def order_key(text: str) -> Callable[[tuple[bool, tuple]], tuple]:
    """A sort key for (begins as typed, row of the index); rows are (id, label, record id, title, subtitle, number …)."""
    typed = bare(text)

    def key(found: tuple[bool, tuple]) -> tuple:
        begins, row = found
        title, number = bare(row[3]), bare(row[5])
        if typed in (title, number):
            return (0, len(title), -row[0])
        if title.startswith(typed):
            return (1, len(title) // SHORT, -row[0])
        place = title.find(typed)
        if place > 0:
            return (3, place, -row[0])
        if begins:
            return (2, len(title) // SHORT, -row[0])
        return (4 if number.startswith(typed) else 5, 0, -row[0])

    return key
