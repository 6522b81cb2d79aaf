"""Searching over all objects from the palette, in every scope, beside a plain LIKE over the same titles."""

from collections.abc import Iterator
from functools import partial

from benchmarks.calling import LOGINS, actor_of
from benchmarks.measuring import Measured, interleaved, main

WORDS = {
    "1 Hanzi": "深", "2 Hanzi": "金星", "2 Hanzi, frequent": "科技", "3 Hanzi": "恒磁教", "4 Hanzi": "金星教育",
    "4 Hanzi, the most frequent": "有限公司", "pinyin": "jinxing", "2 initials": "jx", "4 initials": "szjx",
    "English word": "golden", "phone tail": "8888", "nothing": "栖栖栖",
}  # fmt: skip
MANY = 1000
"""So many hits and fewer are to be found a hundred times faster; more of them twenty times."""


def like(words: str) -> int:
    """The titles that hold the words, read from all rows; what sounds like them no LIKE finds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT record_id, title FROM kit_searchrow WHERE title LIKE %s", [f"%{words}%"])
        return len(cursor.fetchall())


def measure() -> Iterator[Measured]:
    from xianji.kit.search import ask
    from xianji.kit.search.models import SearchRow
    from xianji.workspace.search.finding import find

    rows = SearchRow.objects.count()
    actors = {scope: actor_of(scope) for scope in LOGINS}
    floor = min(interleaved(partial(like, "金星"), partial(like, "科技"), rounds=5, warm=1))
    for kind, words in WORDS.items():
        for scope, actor in actors.items():
            palette = partial(find, words, actor, 12)
            seconds = min(interleaved(palette, palette, rounds=11))
            hits = len(ask.search(words, actor, None, 2 * ask.NEWEST))
            least = 100 if hits < MANY else 20
            note = f"{hits} hits" + ("" if hits < MANY else " and more") + f", {rows:,} rows"
            yield Measured(f"search {kind} “{words}”, {scope}", seconds, floor, least=least, note=note)


if __name__ == "__main__":
    main(measure)
