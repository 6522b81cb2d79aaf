"""Business numbers: `OP-202607-0001`, never used twice; gaps are allowed."""

from datetime import date

from django.db import models


class Sequence(models.Model):
    """The last number given out for one prefix and month."""

    key = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "Sequence"


def take(prefix: str, count: int = 1, on: date | None = None, width: int | None = None) -> list[str]:
    """The next numbers: by month where a day is given (`OP-202607-0001`), else for ever (`AC-000001`)."""
    key = f"{prefix}-{on:%Y%m}" if on else prefix
    width = width or (4 if on else 6)
    row, _ = Sequence.objects.select_for_update().get_or_create(key=key)
    first = row.last + 1
    row.last += count
    row.save(update_fields=["last"])
    return [f"{key}-{number:0{width}d}" for number in range(first, first + count)]
