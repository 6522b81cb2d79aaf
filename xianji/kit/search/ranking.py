"""The order of hits: exact title or number, beginning of a short title, place of the words in it, then what changed last."""

from collections.abc import Set

from xianji.lib.text import bare, bare_all

SHORT = 8
"""Among titles that begin as typed, shorter ones come first, in steps of so many characters."""
Ranked = tuple[int, int, int]
"""(class, place within it, minus row id): the less, the better."""


def ranks(text: str, rows: list[tuple[int, str, str]], beginning: Set[int]) -> list[Ranked]:
    """The rank of each (row id, title, number); `beginning` are the ids of which the index says that they begin as typed."""
    typed = bare(text)
    titles = bare_all([title for _pk, title, _number in rows])
    may_be_number = any(map(str.isdigit, typed))
    numbers = bare_all([number for _pk, _title, number in rows]) if may_be_number else [""] * len(rows)
    return [
        rank(typed, title, number, pk, pk in beginning)
        for (pk, _title, _number), title, number in zip(rows, titles, numbers, strict=True)
    ]


def rank(typed: str, title: str, number: str, pk: int, begins: bool) -> Ranked:
    """0 is exactly what was typed, 1 and 2 begin so, 3 has it in the title, 4 in the number, 5 elsewhere."""
    if typed and typed in (title, number):
        return 0, len(title), -pk
    place = title.find(typed)
    if place == 0:
        return 1, len(title) // SHORT, -pk
    if begins:
        return 2, len(title) // SHORT, -pk
    if place > 0:
        return 3, place, -pk
    return (4 if typed and number.startswith(typed) else 5), 0, -pk
