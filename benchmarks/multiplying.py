"""`python -m benchmarks.multiplying TIMES [KIND…]`: the company of a home so many times over, copied where it lies, table by
table; but for kinds that are not needed (`kit.searchrow` and `customers.duplicatemark` take most of the time).

Customers and whatever hangs on them are copied, by key or by the name of its kind; people, units, rulebook and settings stand
once, so each seller owns so many times more. What is not true of copies: the journal knows nothing of them; numbers,
those of registers too, and other text that must be unique end in `~7`, and search finds them by the number of the original; names
and telephones repeat, though no copy is a twin of another, since its marks are its own; search rows lie copy behind copy, not by
their last change; ids have gaps. It is for measuring only."""

import sys
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

ROOT = "customers.customer"
LEFT = {"audit"}
"""Apps that keep what was done and not what there is."""
PLAIN = {"customer_id", "customers.duplicatemark.file"}
"""Columns that hold the key of a customer without being a link: by name anywhere, or by kind and name."""
OWN = {"customers.duplicatemark": "mark"}
"""Hashes by which records are compared: of each copy, sixteen of the bits are its number."""
APART = {"customers.customer": {"registration_no"}}
"""What a control compares, though no key demands it."""
KINDS = {"label": "record_id", "about_label": "about_id"}
"""Columns that name the kind of a record, and those that hold its key."""


class Table(NamedTuple):
    """What is copied of one kind: its columns, those that move with the keys, and the text that keeps it unique."""

    model: Any
    fields: list[Any]
    moving: set[str]
    told_apart: set[str]
    is_linked: bool
    """Whether all rows are copied; else those that name a copied kind."""


def multiply(times: int, without: Collection[str] = ()) -> dict[str, int]:
    """Every table so many times as long, but for these kinds; returns how many rows each then has. Nobody else may be at work."""
    from django.core.management.color import no_style
    from django.db import connection, transaction

    from xianji.kit.search import engine
    from xianji.org import loading
    from xianji.org.unindexed import run, unindexed

    tables = [one for one in hanging() if one.model._meta.label_lower not in without]
    labels = {one.model._meta.label_lower for one in tables}
    stride = max(greatest(one.model) for one in tables)
    with loading.roomy(), engine.without_words(), unindexed([one.model for one in tables]):
        for copy in range(1, times):
            with transaction.atomic():
                run(statement(one, labels, stride, copy) for one in tables)
    run(connection.ops.sequence_reset_sql(no_style(), [one.model for one in tables]))
    return {one.model._meta.label_lower: one.model._base_manager.count() for one in tables}


def hanging() -> list[Table]:
    """The kinds that hang on customers, directly or by others, and have rows."""
    from django.apps import apps

    every = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed and one._meta.app_label not in LEFT]
    found = {apps.get_model(ROOT)}
    while more := {one for one in every if one not in found and (named(one) or any(leads(f, found) for f in fields_of(one)))}:
        found |= more
    return [table(one, found) for one in every if one in found and one._base_manager.exists()]


def table(model: Any, found: set[Any]) -> Table:
    fields = fields_of(model)
    linked = {f.name for f in fields if leads(f, found)}
    moving = {f.name for f in fields if f.primary_key} | linked | {KINDS[name] for name in named(model)}
    apart = {*told_apart(model, moving), *APART.get(model._meta.label_lower, ())}
    return Table(model, fields, moving, apart, bool(linked) or model._meta.label_lower == ROOT)


def fields_of(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def leads(field: Any, found: set[Any]) -> bool:
    """Whether it holds a key of one of these kinds."""
    if field.is_relation:
        return field.related_model in found and field.target_field.primary_key
    return not PLAIN.isdisjoint({field.name, f"{field.model._meta.label_lower}.{field.name}"})


def named(model: Any) -> list[str]:
    """The columns by which its rows name a kind and a key."""
    names = {field.name for field in fields_of(model)}
    return [kind for kind, key in KINDS.items() if {kind, key} <= names]


def told_apart(model: Any, moving: set[str]) -> Iterator[str]:
    """A text of each unique key that would not move with the others."""
    from django.db.models import CharField, TextField

    text = {f.name for f in fields_of(model) if isinstance(f, CharField | TextField) and not f.choices}
    for names in unique_keys(model):
        if moving.isdisjoint(names):
            ending = [name for name in names if name in text]
            if not ending:
                raise ValueError(f"{model._meta.label_lower}: {names} would not be unique in a copy.")
            yield ending[0]


def unique_keys(model: Any) -> Iterator[list[str]]:
    from django.db.models import F, UniqueConstraint

    yield from ([field.name] for field in fields_of(model) if field.unique and not field.primary_key)
    yield from map(list, model._meta.unique_together)
    for one in model._meta.constraints:
        if isinstance(one, UniqueConstraint):
            yield list(one.fields) or [part.name for each in one.expressions for part in each.flatten() if isinstance(part, F)]


def greatest(model: Any) -> int:
    """The greatest key: the copies lie behind it."""
    from django.db.models import Max

    return int(model._base_manager.aggregate(most=Max("pk"))["most"])


def statement(one: Table, labels: Iterable[str], stride: int, copy: int) -> str:
    """One copy of one table, in the order of its keys."""
    from django.db import connection

    name = connection.ops.quote_name
    kinds = ", ".join(f"'{label}'" for label in sorted(labels))
    values = [value(one, field, name(field.column), kinds, stride, copy) for field in one.fields]
    key = name(one.model._meta.pk.column)
    chosen = [f"{key} <= {stride}"]
    if not one.is_linked:
        chosen += [f"{name(kind)} IN ({kinds})" for kind in named(one.model)[:1]]
    target = name(one.model._meta.db_table)
    columns = ", ".join(name(field.column) for field in one.fields)
    rows = f"SELECT {', '.join(values)} FROM {target} WHERE {' AND '.join(chosen)} ORDER BY {key}"
    return f"INSERT INTO {target} ({columns}) {rows}"


def value(one: Table, field: Any, column: str, kinds: str, stride: int, copy: int) -> str:
    """What stands in a column of the copy."""
    label = one.model._meta.label_lower
    if field.name in KINDS.values() and field.name in one.moving:
        kind = next(kind for kind in named(one.model) if KINDS[kind] == field.name)
        return f"CASE WHEN {kind} IN ({kinds}) THEN {column} + {copy * stride} ELSE {column} END"
    if field.name in one.moving:
        return f"{column} + {copy * stride}"
    if field.name == OWN.get(label):
        return f"(({column} & ~16776960) | ({copy} << 8))"
    if field.name in one.told_apart:
        end = f"~{copy}"
        kept = f"substr({column}, 1, {field.max_length - len(end)})" if field.max_length else column
        return f"CASE WHEN {column} = '' THEN '' ELSE {kept} || '{end}' END"
    return column


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xianji.config.settings")
    django.setup()
    from xianji.config.generate.settling import settle

    for label, rows in multiply(int(sys.argv[1]), sys.argv[2:]).items():
        print(f"{label:<40}{rows:>14,}", flush=True)
    settle()
