"""The model's own rules, asked before a record is written, and told per field."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused, Sentence
from xianji.lib.text.showing import shows

OURS = {"created_by", "updated_by", "unit"}
TAKEN = re.compile(r"UNIQUE constraint failed: \w+\.(\w+)$|\((\w+)\)=\(")
"""How SQLite and PostgreSQL name the column of a value that is there already."""


def check(record: Any, changed: dict[str, Any] | None = None, known: set[str] | frozenset[str] = frozenset(), *,
          constrained: bool = True) -> None:  # fmt: skip
    """The model's own rules; refused with the rule per field. `changed` is what differs from what is stored, None for a
    new record; the links named in `known` have just been looked up; `constrained` is False where no constraint of the model
    is about what changed."""
    there = {field.name for field in record._meta.concrete_fields if _is_there(field, record, changed)} | known
    problems: dict[str, Any] = {}
    rules = (
        lambda: record.clean_fields(exclude=there),
        lambda: _readable(record, changed),
        record.clean,
        lambda: record.validate_constraints(exclude=set(problems)) if constrained else None,
    )
    for rule in rules:
        try:
            rule()
        except ValidationError as problem:
            problems = problem.update_error_dict(problems)
        except InvalidOperation:  # what is no number compares with nothing, and its field has told so
            if not problems:
                raise
    if problems:
        fields = ValidationError(problems).error_dict
        raise Refused("", {name: [sentence for one in found for sentence in _told(one)] for name, found in fields.items()})


def _readable(record: Any, changed: dict[str, Any] | None) -> None:
    """A text that has to be there shows something; no text holds the sign that ends a text in every database."""
    problems: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname) if changed is None or field.attname in changed else None
        if not isinstance(value, str) or not value:
            continue
        if "\x00" in value:
            problems[field.name] = ValidationError(_("Null characters are not allowed."), code="null_characters_not_allowed")
        elif not field.blank and field.editable and not shows(value):
            problems[field.name] = ValidationError(field.error_messages["blank"], code="blank")
    if problems:
        raise ValidationError(problems)


def constrained(model: Any, columns: Iterable[str]) -> bool:
    """Whether a constraint of the model may be about one of these columns."""
    names = {model._meta.get_field(column).name for column in columns}
    return any(not getattr(one, "fields", ()) or names & set(one.fields) for one in model._meta.constraints)


def _told(problem: ValidationError) -> list[str]:
    """The sentences of one broken rule, with its name."""
    return [Sentence.of(problem.code or "invalid", message) for message in problem.messages]


def _is_there(field: Any, record: Any, changed: dict[str, Any] | None) -> bool:
    """Whether a link is known to lead somewhere without asking: it stands so already, we put it there ourselves, or the
    record that it leads to is at hand."""
    value = getattr(record, field.attname)
    if not field.is_relation or value is None:
        return False
    if field.name in OURS or (changed is not None and field.attname not in changed):
        return True
    at_hand = field.get_cached_value(record, None)
    return at_hand is not None and at_hand.pk == value and not at_hand._state.adding and not field.get_limit_choices_to()


@contextmanager
def unique_values(record: Any) -> Iterator[None]:
    """A value that another row has, whoever may see that one, is refused by the database; told as the rule of its field, or as
    the model says it of its constraint."""
    try:
        yield
    except IntegrityError as problem:
        if (said := doubled(record, str(problem))) is not None:
            raise Refused(said) from problem
        names = {field.column: field for field in record._meta.concrete_fields if field.unique}
        found = TAKEN.search(str(problem))
        if found is None or (column := found[1] or found[2]) not in names:
            raise
        field = names[column]
        told = _("“%(value)s” is already in use.") % {"value": getattr(record, field.attname)}
        raise Refused("", {field.name: [Sentence.of("unique", told)]}) from problem


def doubled(record: Any, problem: str) -> str | None:
    """What the model says of the constraint that was broken: PostgreSQL gives its name, SQLite the columns of its index."""
    table = record._meta.db_table
    for one in record._meta.constraints:
        columns = ", ".join(f"{table}.{record._meta.get_field(name).column}" for name in getattr(one, "fields", ()))
        if one.name in record.doubles and (f'"{one.name}"' in problem or problem.endswith(f"failed: {columns}")):
            return str(record.doubles[one.name])
    return None


def unique(record: Any) -> None:
    """The same before anything is written, for a form that is still being filled."""
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if not field.unique or field.primary_key or value in (None, ""):
            continue
        others = type(record).unscoped.filter(**{field.attname: value}).exclude(pk=record.pk)
        if others.exists():
            raise ValidationError({field.name: _("“%(value)s” is already in use.") % {"value": value}})
