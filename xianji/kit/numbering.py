"""Giving new records their business numbers, many at once with one step of the sequence."""

from typing import Any

from django.utils import timezone

from xianji.kit.fields import NumberField
from xianji.org import numbers


def give(records: list[Any]) -> None:
    """Number those that have none yet; all are of one kind."""
    if not records:
        return
    for field in records[0]._meta.concrete_fields:
        if isinstance(field, NumberField):
            bare = [record for record in records if not getattr(record, field.attname)]
            series: dict[str, list[Any]] = {}
            for record in bare:
                series.setdefault(field.series(record) if field.series else field.prefix, []).append(record)
            on = timezone.localdate() if field.monthly else None
            for prefix, several in series.items():
                for record, number in zip(several, numbers.take(prefix, len(several), on, field.width), strict=True):
                    setattr(record, field.attname, f"{number}{field.suffix}")
