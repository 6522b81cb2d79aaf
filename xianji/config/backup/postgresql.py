"""PostgreSQL: COPY of every table in one snapshot, and a new schema put in the place of the old one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from xianji.config.backup.archive import Damaged, Manifest
from xianji.config.migrating import quickly
from xianji.lib.shell import _

_COLUMNS = """SELECT table_name, column_name, is_generated <> 'NEVER',
       is_identity = 'YES' OR coalesce(column_default, '') LIKE 'nextval(%%'
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> %s
  AND NOT starts_with(table_name::text, 'huey_')
ORDER BY table_name, ordinal_position"""


def save(database: Any, folder: Path) -> dict[str, Path]:
    """Every table as text, all as of one moment."""
    parts = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table, columns in _tables(cursor).items():
            parts[f"tables/{table}"] = path = folder / "tables" / table
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as out, cursor.copy(f"COPY {_named(table, columns)} TO STDOUT") as rows:
                for block in rows:
                    out.write(block)
    return parts


def counts(folder: Path) -> dict[str, int]:
    """{table: rows}: the text format has one line per row."""
    return {path.name: _lines(path) for path in sorted((folder / "tables").iterdir())}


@contextmanager
def fresh(database: Any, folder: Path, stamp: str) -> Iterator[dict[str, Any]]:
    """Settings that lead into a new schema, which takes the place of the old one when all went well inside."""
    new, options = f"restored_{stamp}", database.settings_dict["OPTIONS"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        present = cursor.fetchone()[0]
        cursor.execute(f'CREATE SCHEMA "{new}"')
    try:
        yield {"OPTIONS": {**options, "options": f"-c search_path={new}"}}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'ALTER SCHEMA "{present}" RENAME TO "before_{stamp}"')
            cursor.execute(f'ALTER SCHEMA "{new}" RENAME TO "{present}"')
    except BaseException:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{new}" CASCADE')
        raise


def load(manifest: Manifest, folder: Path) -> None:
    """Tables as the backup knew them, then its rows, then the sequences."""
    executor = MigrationExecutor(connection)
    with quickly(has_rows=False):
        executor.migrate(_leaves(executor, {(app, name) for app, name in manifest.migrations}))
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables(cursor)
        if absent := manifest.rows.keys() - tables.keys():
            raise Damaged(_("there is no table %(table)s in this version") % {"table": min(absent)})
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in manifest.rows:
            _fill(cursor, table, tables[table], folder / "tables" / table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        _compare(cursor, manifest)


def _fill(cursor: Any, table: str, columns: dict[str, bool], path: Path) -> None:
    """Copy the rows in, and let the sequences go on behind them."""
    with path.open("rb") as source, cursor.copy(f"COPY {_named(table, columns)} FROM STDIN") as rows:
        while block := source.read(2**20):
            rows.write(block)
    for column in (name for name, counted in columns.items() if counted):
        cursor.execute(
            f'SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max("{column}"), 1), max("{column}") IS NOT NULL)'
            f' FROM "{table}"',
            [f'"{table}"', column],
        )


def _compare(cursor: Any, manifest: Manifest) -> None:
    for table, count in manifest.rows.items():
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        if cursor.fetchone()[0] != count:
            raise Damaged(_("%(table)s has another number of rows than the manifest says") % {"table": table})


def _leaves(executor: MigrationExecutor, applied: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The newest migrations of the backup; a squashed one stands for those it replaces."""
    graph = executor.loader.graph
    for new, migration in executor.loader.replacements.items():
        if applied.issuperset(migration.replaces):
            applied = (applied - set(migration.replaces)) | {new}
    if unknown := [key for key in applied if key not in graph.nodes]:
        raise Damaged(_("it comes from a newer version (%(name)s)") % {"name": ".".join(min(unknown))})
    return [key for key in applied if not any(child.key in applied for child in graph.node_map[key].children)]


def _tables(cursor: Any) -> dict[str, dict[str, bool]]:
    """{table: {column: has a sequence}}, without generated columns, the cache and the queue, whose tables are made anew."""
    cursor.execute(_COLUMNS, [settings.CACHES["default"]["LOCATION"]])
    found: dict[str, dict[str, bool]] = {}
    for table, column, generated, counted in cursor.fetchall():
        if not generated:
            found.setdefault(table, {})[column] = counted
    return found


def _named(table: str, columns: dict[str, bool]) -> str:
    return f'"{table}" ({", ".join(f"{chr(34)}{column}{chr(34)}" for column in columns)})'


def _lines(path: Path) -> int:
    with path.open("rb") as source:
        return sum(block.count(b"\n") for block in iter(lambda: source.read(2**20), b""))
