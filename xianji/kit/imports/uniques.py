"""What may exist only once: told per row before the database would refuse the whole file."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from xianji.kit.imports.findings import ERROR
from xianji.kit.imports.rows import Part, filled
from xianji.org.among import Among

if TYPE_CHECKING:
    from xianji.kit.imports.plan import Plan

Key = tuple[Any, ...]


@dataclass
class Once:
    """Fields that alone or together occur once: inside the file, and against what was stored when the import began.

    Parts are written as they come, so `freed` keeps the values that known records gave up on the way: as for a file that is
    checked whole, they count as taken.
    """

    names: tuple[str, ...]
    columns: list[str]
    seen: dict[Key, int] = field(default_factory=dict)
    freed: dict[Key, int] = field(default_factory=dict)


def of(made: "Plan") -> list[Once]:
    """Every unique field or combination that the file fills."""
    model = made.resource.model
    return [
        Once(names, [model._meta.get_field(name).attname for name in names])
        for names in combinations(model)
        if set(names) & set(made.mapping.fields)
    ]


def combinations(model: Any) -> list[tuple[str, ...]]:
    """Fields that alone or together occur once."""
    single = [(f.name,) for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    constraints = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint) and not c.condition]
    return [*single, *(tuple(c.fields) for c in constraints if c.fields)]


def check(part: Part, made: "Plan", once: Once) -> None:
    """The rows of one part against those before them and what is stored."""
    columns = once.columns
    keys = [tuple([getattr(record, column) for column in columns]) for record in part.records]
    stored = {**_stored(made.resource.model, columns, {key[0] for key in keys}), **once.freed}
    for (row, record), key in zip(part, keys, strict=True):
        if part.is_known(record):
            before = tuple(record.loaded(column) for column in columns)
            if before != key:
                once.freed[before] = record.pk
        if None in key or "" in key:
            continue
        if key in once.seen:
            _tell(made, once, "repeated", _("stands already in row %(row)s") % {"row": once.seen[key]}, row, key)
        elif stored.get(key, record.pk) != record.pk:
            _tell(made, once, "in_use", _("is already in use"), row, key)
        once.seen.setdefault(key, row)


def _tell(made: "Plan", once: Once, code: str, message: str, row: int, key: Key) -> None:
    header = next((made.mapping.header_of(name) for name in once.names if made.mapping.header_of(name)), "") or ""
    made.findings.add(ERROR, code, message, row, column=header, field=once.names[-1], given=" · ".join(map(str, key)))


def _stored(model: Any, columns: list[str], first: set[Any]) -> dict[Key, int]:
    """{values: id} of stored records whose first value occurs in the file; also those in the trash block a value."""
    wanted = first - {None, ""}
    if not wanted:
        return {}
    rows = filled(model.unscoped.filter(Among(columns[0], wanted)), columns[0])
    return {tuple(row[:-1]): row[-1] for row in rows.values_list(*columns, "pk")}
