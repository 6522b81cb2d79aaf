"""Values as a printed page shows them: as on the screen, but days in full, and money exactly."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from xianji.kit.columns import Column
from xianji.kit.lists.cells import maker

Told = Callable[..., str]


def teller(column: Column) -> Told:
    """From the fetched values of a column to its text."""
    if column.kind in {"date", "moment"} and not column.told:
        return day
    make = maker(column)
    return lambda *values: make(*values)[1]


def day(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else ""


def of_record(record: Any, column: Column) -> str:
    """The text of one field of a record."""
    value: Any = record
    for part in column.path.split("__"):
        value = getattr(value, part, None)
    if column.is_link:
        return teller(column)(value.pk if value else None, str(value) if value else None)
    return teller(column)(value)
