"""What may exist only once: told per row before the database would refuse the whole file."""

from typing import TYPE_CHECKING, Any

from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from xianji.kit.imports.findings import ERROR
from xianji.kit.imports.rows import Rows

if TYPE_CHECKING:
    from xianji.kit.imports.plan import Plan

BLOCK = 500


def check(rows: Rows, made: "Plan") -> None:
    """Every unique field or combination that the file fills, inside the file and against what is stored."""
    model = made.resource.model
    for names in combinations(model):
        if set(names) & set(made.mapping.fields):
            _once(rows, made, names)


def combinations(model: Any) -> list[tuple[str, ...]]:
    """Fields that alone or together occur once."""
    single = [(f.name,) for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    constraints = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint) and not c.condition]
    return [*single, *(tuple(c.fields) for c in constraints if c.fields)]


def _once(rows: Rows, made: "Plan", names: tuple[str, ...]) -> None:
    model = made.resource.model
    columns = [model._meta.get_field(name).attname for name in names]
    stored = _stored(model, columns, {getattr(record, columns[0]) for _row, record in rows})
    seen: dict[tuple[Any, ...], int] = {}
    for row, record in rows:
        key = tuple(getattr(record, column) for column in columns)
        if any(value in (None, "") for value in key):
            continue
        header = next((made.mapping.header_of(name) for name in names if made.mapping.header_of(name)), "") or ""
        told = {"column": header, "field": names[-1], "given": " · ".join(str(getattr(record, n)) for n in names)}
        if key in seen:
            message = _("stands already in row %(row)s") % {"row": seen[key]}
            made.findings.add(ERROR, "repeated", message, row, **told)
        elif stored.get(key, record.pk) != record.pk:
            made.findings.add(ERROR, "in_use", _("is already in use"), row, **told)
        seen.setdefault(key, row)


def _stored(model: Any, columns: list[str], first: set[Any]) -> dict[tuple[Any, ...], int]:
    """{values: id} of stored records whose first value occurs in the file; also those in the trash block a value."""
    found: dict[tuple[Any, ...], int] = {}
    wanted = [value for value in first if value not in (None, "")]
    for start in range(0, len(wanted), BLOCK):
        block = model.unscoped.filter(**{f"{columns[0]}__in": wanted[start : start + BLOCK]})
        found |= {tuple(row[:-1]): row[-1] for row in block.values_list(*columns, "pk")}
    return found
