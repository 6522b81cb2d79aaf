"""What leads to a record and goes with it when it is merged: links of any model, and what stands beside records of every kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from xianji.audit.journal import together
from xianji.kit import sets
from xianji.org.among import Among
from xianji.org.records import Record


@dataclass(frozen=True)
class Link:
    """A column by which rows lead to records. With `label` it leads to any kind, which that column names; two rows of one
    record never agree in all of `once`."""

    model: Any
    column: str
    label: str = ""
    once: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    @property
    def title(self) -> Any:
        return self.model._meta.verbose_name_plural

    @property
    def rows(self) -> Any:
        """Of everybody, also from the trash: what belongs to a record goes where it goes."""
        return getattr(self.model, "unscoped", self.model._base_manager).order_by()

    def of(self, record: Any, rows: Any = None) -> Any:
        kind = {self.label: record.label()} if self.label else {}
        return (self.rows if rows is None else rows).filter(**kind, **{self.column: record.pk})

    def moving(self, record: Any, to: Any, most: int) -> list[int]:
        """What would go along, at most so many; what the other one has already stays where it is."""
        rows = self.of(record).exclude(pk=to.pk) if self.model is type(record) else self.of(record)
        if self.once:
            there = set(self.of(to).values_list(*self.once))
            found = rows.values_list("pk", *self.once)[:most]
            return [pk for pk, *rest in found if tuple(rest) not in there]
        return list(rows.values_list("pk", flat=True)[:most])

    def move(self, ids: list[int], to: Any, reason: str) -> None:
        """Records by the store, with an entry each that nobody takes back alone; other rows have no journal."""
        rows = self.rows.filter(Among("pk", ids))
        if issubclass(self.model, Record):
            with together(""):
                sets.change_many(rows, {self.column: to.pk}, verb="change", source="merge", reason=reason)
        else:
            rows.update(**{self.column: to.pk})


beside: list[Link] = []
"""What stands beside records of every kind; whoever has such rows adds them when the product starts."""

hindrances: list[Callable[[Any], str]] = []
"""What may forbid that a record is merged now: each is asked for the reason, which is empty when there is none."""

uniting: list[Callable[[Any, list[Any]], None]] = []
"""Told of a record and of those that are about to go into it, before anything moves: for what may not be there twice."""

merged: list[Callable[[Any, list[int]], None]] = []
parted: list[Callable[[Any, list[int]], None]] = []
"""Told in the transaction of a record and the ids of those that went into it, or came out of it again."""


@cache
def links_to(model: Any) -> tuple[Link, ...]:
    """Every way that leads to records of this kind."""
    return (*(Link(other, field.attname) for other, field in pointing(model)), *beside)


def pointing(model: Any) -> Iterator[tuple[Any, Any]]:
    """Columns that a model names in `stays` tell of what was, and lead on to the record that went."""
    for other in apps.get_models():
        stays = getattr(other, "stays", ())
        for field in other._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is model and field.name not in stays:
                yield other, field


def kept_by_the_kit() -> list[Link]:
    """Files, comments, tags, stars and shares."""
    from xianji.kit.comments.models import Comment
    from xianji.kit.files.models import Attachment
    from xianji.kit.marks.models import Star, Tagging
    from xianji.org.models import Share

    once = {Attachment: ("digest",), Comment: (), Tagging: ("tag_id",), Star: ("user_id",), Share: ("person_id", "unit_id")}
    return [Link(model, "record_id", "label", fields) for model, fields in once.items()]
