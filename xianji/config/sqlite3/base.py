"""Django looks for the connection of a database engine in a module of this name."""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

LONGEST, KEPT = 20_000, 4096


class Cursor(base.SQLiteCursorWrapper):
    """Marks of Django's kind (`%s`) become SQLite's (`?`); what a statement says is kept, what it is given never."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is not None or len(query) > LONGEST:
            return super().convert_query(query, param_names=param_names)
        return converted(query)


@lru_cache(maxsize=KEPT)
def converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)
