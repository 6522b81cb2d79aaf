"""The inverted index beside the table: FTS5 over it on SQLite, a generated tsvector with GIN on PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection

from xianji.kit.search.gathering import Row
from xianji.kit.search.models import SearchRow
from xianji.org import loading
from xianji.org.unindexed import run


def _going_along(which: str = "") -> list[str]:
    """SQLite's triggers by which words go and change with their row; `which` says of what rows."""
    return [
        f"""CREATE TRIGGER IF NOT EXISTS kit_search_gone AFTER DELETE ON kit_searchrow {which} BEGIN
        INSERT INTO kit_searchwords(kit_searchwords, rowid, tokens) VALUES ('delete', old.id, old.tokens); END""",
        f"""CREATE TRIGGER IF NOT EXISTS kit_search_moved AFTER UPDATE OF tokens ON kit_searchrow {which} BEGIN
        INSERT INTO kit_searchwords(kit_searchwords, rowid, tokens) VALUES ('delete', old.id, old.tokens);
        INSERT INTO kit_searchwords(rowid, tokens) VALUES (new.id, new.tokens); END""",
    ]


SQLITE = [
    """CREATE VIRTUAL TABLE IF NOT EXISTS kit_searchwords USING fts5(tokens, content='kit_searchrow', content_rowid='id',
       tokenize="ascii tokenchars '=^.'", detail=none, columnsize=0, prefix='2 3')""",
    *_going_along(),
]
POSTGRESQL = [
    """ALTER TABLE kit_searchrow ADD COLUMN IF NOT EXISTS words tsvector
       GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED""",
    "ALTER TABLE kit_searchrow ALTER COLUMN words SET STATISTICS 500",
    "CREATE INDEX IF NOT EXISTS kit_search_words ON kit_searchrow USING gin (words) WITH (gin_pending_list_limit = 256)",
]
STAYING = [f"DROP TRIGGER IF EXISTS kit_search_{name}" for name in ("gone", "moved")]
SQLITE_GONE = ["DROP TRIGGER IF EXISTS kit_search_added", *STAYING, "DROP TABLE IF EXISTS kit_searchwords"]


def install(editor: Any) -> None:
    """Make the index. Call it again after any migration that changes SearchRow: SQLite loses the triggers then."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def insert_by_hand(editor: Any) -> None:
    """Without the trigger that earlier versions had for new rows: it made FTS5 write a piece of index for each of them."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS kit_search_added")


def renew(editor: Any) -> None:
    """Make the inverted index anew from the rows, after its own definition has changed."""
    if editor.connection.vendor == "sqlite":
        remove(editor)
        install(editor)
        editor.execute("INSERT INTO kit_searchwords(kit_searchwords) VALUES ('rebuild')")


@contextmanager
def without_words() -> Iterator[None]:
    """For a load larger than what stands there: rows only, and their inverted index afterwards. A new row that goes again
    meanwhile has no words to take along."""
    last = _last_with_words() if connection.vendor == "sqlite" else 0
    known = [*STAYING, *_going_along(f"WHEN old.id <= {last}")]
    run(known if connection.vendor == "sqlite" else ["DROP INDEX IF EXISTS kit_search_words"])
    token = _is_bare.set(True)
    try:
        yield
    finally:
        _is_bare.reset(token)
        run(chain(_words_after(last), STAYING, _going_along()) if connection.vendor == "sqlite" else POSTGRESQL[-1:])


_is_bare: ContextVar[bool] = ContextVar("search_rows_without_words", default=False)
AT_ONCE = 200_000


def _last_with_words() -> int:
    """The id up to which SQLite's index is whole: none, where a load was stopped by force before its words came."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, tokens FROM kit_searchrow ORDER BY id DESC LIMIT 1")
        last = cursor.fetchone()
        if not last:
            return 0
        word = f'"{last[1].split()[0]}"'
        cursor.execute("SELECT rowid FROM kit_searchwords WHERE kit_searchwords MATCH %s AND rowid = %s", [word, last[0]])
        return last[0] if cursor.fetchone() else 0


def _words_after(last: int) -> Iterator[str]:
    """Statements that add the words of the rows above this id in large steps; `settle` merges the pieces."""
    command = "INSERT INTO kit_searchwords(kit_searchwords{}) VALUES ('{}'{})".format
    if not last:
        yield command("", "delete-all", "")
    yield command(", rank", "automerge", ", 0")
    yield command(", rank", "crisismerge", ", 64")
    newest = SearchRow.objects.order_by("-id").values_list("id", flat=True).first() or 0
    for first in range(last + 1, newest + 1, AT_ONCE):
        yield ADD_WORDS % (first, first + AT_ONCE - 1)
    yield command(", rank", "automerge", ", 4")
    yield command(", rank", "crisismerge", ", 16")


ADD_WORDS = "INSERT INTO kit_searchwords(rowid, tokens) SELECT id, tokens FROM kit_searchrow WHERE id BETWEEN %s AND %s"


def remove(editor: Any) -> None:
    for statement in SQLITE_GONE if editor.connection.vendor == "sqlite" else ["ALTER TABLE kit_searchrow DROP words"]:
        editor.execute(statement)


def insert(rows: Sequence[Row]) -> None:
    """Add rows; on SQLite their words by one statement for all."""
    if not rows:
        return
    *columns, moments = zip(*rows, strict=True)
    told = [*columns, loading.adapted(SearchRow._meta.get_field("updated_at"), moments)]
    if connection.vendor != "sqlite":
        loading.insert_columns(SearchRow, Row._fields, told)
        return
    ids = loading.insert_new(SearchRow, Row._fields, told)
    if not _is_bare.get():
        with connection.cursor() as cursor:
            cursor.execute(ADD_WORDS, [ids[0], ids[-1]])


def take(label: str, record_id: int, at: datetime) -> Row | None:
    """Take the row of one record away; it is returned as it would be written again at this moment."""
    told = ", ".join(Row._fields[:-1])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM kit_searchrow WHERE label = %s AND record_id = %s RETURNING {told}", [label, record_id])
        found = cursor.fetchone()
    return Row._make([*found, at]) if found else None


def settle() -> None:
    """After much was written: merge the index and let the database count what is in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO kit_searchwords(kit_searchwords) VALUES ('optimize')")
        else:
            cursor.execute("SELECT gin_clean_pending_list('kit_search_words')")
            cursor.execute("ANALYZE kit_searchrow")
