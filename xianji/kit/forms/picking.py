"""Finding the record a person means by typing: exact number or name first, then the search index, then a prefix."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from xianji.kit import registry
from xianji.kit.columns import KEYS, title_field
from xianji.kit.records.finding import is_seen, seen
from xianji.kit.search.ask import matching
from xianji.org.prepared import Given, Question
from xianji.org.records import Record

SHOWN = 20
NUMBERED = re.compile(r"^(.+) \(([^()]+)\)$")
BY_ID = re.compile(r"#(\d+)$")


def exact(model: Any, text: str, limit: int = SHOWN, rows: QuerySet | None = None) -> list[Any]:
    """Records whose title, number or code is the text, whose “title (number)” it is, or whose id it ends with after #."""
    rows = model.objects.all() if rows is None else rows
    if by_id := BY_ID.search(text):
        return list(rows.filter(pk=int(by_id[1])))
    found = list(rows.filter(_called(model, text)).order_by("pk")[:limit])
    if not found and (both := NUMBERED.match(text)):
        found = list(rows.filter(_called(model, both[1]), _called(model, both[2])).order_by("pk")[:limit])
    return found


def _called(model: Any, text: str) -> Q:
    condition = Q(pk__in=[])
    for name in names_of(model):
        condition |= Q(**{name: text})
    return condition


def candidates(model: Any, text: str, limit: int = SHOWN, rows: QuerySet | None = None, *, few: bool = False) -> list[Any]:
    """What the text may mean, best first; without text the records touched last. `few`: of all that have these words, hardly
    any are among the rows."""
    rows = model.objects.all() if rows is None else rows
    if not text:
        return list(rows.order_by("-updated_at")[:limit])
    found = exact(model, text, limit, rows)
    if registry.has_resource(model) and (ids := matching(registry.resource_of(model), text)):
        at = {pk: place for place, pk in enumerate(ids)}
        if few:
            ids = sorted(rows.filter(pk__in=ids).values_list("pk", flat=True), key=at.__getitem__)
        more = sorted(rows.filter(pk__in=ids[: 2 * limit]), key=lambda row: at[row.pk])
    else:
        title = title_field(model)
        more = list(rows.filter(**{f"{title}__istartswith": text}).order_by(title)[:limit])
    return list({row.pk: row for row in [*found, *more]}.values())[:limit]


def names_of(model: Any) -> list[str]:
    """The fields by which a record may be called exactly."""
    known = {field.name for field in model._meta.concrete_fields}
    return [name for name in dict.fromkeys((title_field(model), *KEYS)) if name in known]


@lru_cache(maxsize=1024)
def number_of(model: Any) -> str:
    """The field of a kind whose value no two records share, and by which a form tells them apart."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    name = next((name for name in KEYS if name in fields), "")
    return name if name and fields[name].unique else ""


@lru_cache(maxsize=1024)
def _numbered(model: Any, name: str) -> Question:
    def make() -> QuerySet:
        return model.unscoped.filter(**{name: Given("number", model._meta.get_field(name))})

    return Question(("numbered", model, name), make, model)


def title_of(row: Any) -> str:
    return str(getattr(row, title_field(type(row)), None) or row)


def told(row: Any) -> str:
    """A record as a choice: its title, and its number where two may share a title."""
    number = next((getattr(row, name, "") for name in KEYS if getattr(row, name, "")), "")
    title = title_of(row)
    return f"{title} ({number})" if number and number != title else title


@dataclass(frozen=True)
class Targets:
    """The records a link may point to: in scope, and inside the field's own limit."""

    model: Any
    limit: Any = None

    @property
    def rows(self) -> QuerySet:
        return self.model.objects.complex_filter(self.limit or {})

    def called(self, text: str) -> list[Any]:
        """Those that the text names exactly."""
        if by_id := BY_ID.search(text):
            return self.by_id(int(by_id[1]))
        return self._told(text) or exact(self.model, text, rows=self.rows)

    def _told(self, text: str) -> list[Any]:
        """The one that a form offers by just this text, as it was chosen there: its number leads to it."""
        both, name = NUMBERED.match(text), number_of(self.model)
        if both is None or self.limit or not name or not issubclass(self.model, Record):
            return []
        found = [one for one in _numbered(self.model, name).records(number=both[2]) if told(one) == text]
        return [one for one in found if one.deleted_at is None and is_seen(one)]

    def by_id(self, pk: int) -> list[Any]:
        """The one with this id, or none."""
        if self.limit or not issubclass(self.model, Record):
            return list(self.rows.filter(pk=pk))
        record = seen(self.model, pk)
        return [] if record is None else [record]


def targets(column: Any) -> Targets:
    """What a column's link may point to."""
    return Targets(column.field.related_model, column.field.get_limit_choices_to())


def within(column: Any) -> QuerySet:
    """The same as rows."""
    return targets(column).rows
