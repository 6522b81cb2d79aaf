"""Django's own command, drawing models no more often than is needed."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from xianji.config.migrating import quickly


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        has_rows = bool(connections[options["database"]].introspection.table_names())
        with quickly(has_rows=has_rows):
            super().handle(*args, **options)
