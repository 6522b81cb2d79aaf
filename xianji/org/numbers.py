"""Business numbers: `OP-202607-0001`, never used twice; gaps are allowed."""

from datetime import date

from django.db import connection, models


class Sequence(models.Model):
    """The last number given out for one prefix and month."""

    key = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "Sequence"


def take(prefix: str, count: int = 1, on: date | None = None, width: int | None = None) -> list[str]:
    """The next numbers: by month where a day is given (`OP-202607-0001`), else for ever (`AC-000001`)."""
    key = f"{prefix}-{on:%Y%m}" if on else prefix
    last = _step(key, count)
    return [written(key, number, on is not None, width) for number in range(last - count + 1, last + 1)]


def written(key: str, number: int, monthly: bool, width: int | None = None) -> str:
    """A number as records carry it."""
    return f"{key}-{number:0{width or (4 if monthly else 6)}d}"


def skip_to(key: str, last: int) -> int | None:
    """Let a sequence go on after a higher number; returns where it stood, None where that number was reached already."""
    stood = Sequence.objects.select_for_update().filter(key=key).values_list("last", flat=True).first() or 0
    if last < stood:
        return None
    _step(key, last - stood)
    return stood


def _step(key: str, count: int) -> int:
    """Move a sequence on, begun if it is new; its row is held until the transaction ends."""
    table = Sequence._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, last) VALUES (%s, %s) "
            f"ON CONFLICT (key) DO UPDATE SET last = {table}.last + excluded.last RETURNING last",
            [key, count],
        )
        return cursor.fetchone()[0]
