"""Finding the record a person means by typing: exact number or name first, then the search index, then a prefix."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from xianji.kit import registry
from xianji.kit.columns import title_field
from xianji.kit.search.ask import matching

SHOWN = 20
KEYS = ("number", "code", "sku", "login")
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


def candidates(model: Any, text: str, limit: int = SHOWN, rows: QuerySet | None = None) -> list[Any]:
    """What the text may mean, best first; without text the records touched last."""
    rows = model.objects.all() if rows is None else rows
    if not text:
        return list(rows.order_by("-updated_at")[:limit])
    found = exact(model, text, limit, rows)
    if registry.has_resource(model) and (ids := matching(registry.resource_of(model), text)):
        at = {pk: place for place, pk in enumerate(ids)}
        more = sorted(rows.filter(pk__in=ids[: 2 * limit]), key=lambda row: at[row.pk])
    else:
        title = title_field(model)
        more = list(rows.filter(**{f"{title}__istartswith": text}).order_by(title)[:limit])
    return list({row.pk: row for row in [*found, *more]}.values())[:limit]


def names_of(model: Any) -> list[str]:
    """The fields by which a record may be called exactly."""
    known = {field.name for field in model._meta.concrete_fields}
    return [name for name in dict.fromkeys((title_field(model), *KEYS)) if name in known]


def told(row: Any) -> str:
    """A record as a choice: its title, and its number where two may share a title."""
    number = next((getattr(row, name, "") for name in KEYS if getattr(row, name, "")), "")
    title = str(getattr(row, title_field(type(row)), None) or row)
    return f"{title} ({number})" if number and number != title else title


def within(column: Any) -> QuerySet:
    """The records a link may point to: in scope, and inside the field's own limit."""
    return column.field.related_model.objects.complex_filter(column.field.get_limit_choices_to())
