"""Tens of thousands of rows of each great object, multiplied from a few real ones inside the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import CharField, IntegerField, UniqueConstraint

from tests.kit.every_resource.furniture import COUNT, SIDE, Furniture
from xianji.kit import registry, store
from xianji.kit.indexes import sorts_of
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, Actor, Reach
from xianji.org.company import settled
from xianji.org.models import Company, Person, Unit
from xianji.org.unindexed import unindexed

SIZES = {"postgresql": (40_000, 8_000)}
"""PostgreSQL weighs a plan by what its pages cost, so it is asked at size; SQLite takes an index wherever one answers."""
ENOUGH = (12_000, 4_000)
GREAT = {"workspace.activity", "workspace.task", "customers.customer", "customers.contact", "customers.lead", "customers.touch",
         "sales.opportunity", "sales.order", "policy.finding"}  # fmt: skip
"""Of what a company has the most; of everything else it has fewer."""


SHORT = 12
"""A text that may not be longer is replaced, not lengthened."""


def size_of(model: Any) -> int:
    great, less = SIZES.get(connection.vendor, ENOUGH)
    return great if model.label() in GREAT else less


def asked_about(listed: list[Any]) -> list[Any]:
    """PostgreSQL is asked of the great ones only, and of what they link to (decision 0059)."""
    models = [resource.model for resource in listed]
    if connection.vendor != "postgresql":
        return models
    great = [model for model in models if model.label() in GREAT]
    linked = {field.related_model for model in great for field in model._meta.concrete_fields if field.is_relation}
    return [model for model in models if model in great or model in linked]


def crowd() -> dict[str, Actor]:
    """Every listed object at size, and people of every scope who may see them."""
    with actor.acting(SYSTEM):
        Company.objects.get_or_create(pk=1, defaults={"name": "Paper Crane Ltd", "language": "en"})
        settled.forget()
        top = store.create(Unit(name="Paper Crane", kind="company"))
        region = store.create(Unit(name="East", kind="region", parent=top))
        teams = [store.create(Unit(name=f"Team {n}", kind="team", parent=region if n < 3 else top)) for n in range(9)]
        people = [store.create(Person(name=f"Seller {n}", unit=teams[n % 8])) for n in range(40)]
        newcomer = store.create(Person(name="Newcomer", unit=teams[8]))
    listed = [resource for resource in registry.resources.values() if sorts_of(resource.model)]
    with actor.acting(SYSTEM):
        furniture = Furniture(people)
        for resource in listed:
            furniture.rows(resource)
        with unindexed(resource.model for resource in listed):
            for model in asked_about(listed):
                written_anew(model)
            with unchecked():
                for model in asked_about(listed):
                    multiply(model)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    reaches = {
        "own": (people[0], Reach(own=True, shared=True)),
        "team": (people[1], Reach(own=True, shared=True, units=frozenset([teams[1].path]))),
        "region": (people[2], Reach(own=True, shared=True, trees=frozenset([region.path]))),
        "all": (people[3], Reach(everywhere=True)),
        "newcomer": (newcomer, Reach(own=True, shared=True, trees=frozenset([teams[8].path]))),
    }
    return {name: seeing(name, person, reach, listed) for name, (person, reach) in reaches.items()}


def seeing(name: str, person: Person, reach: Reach, resources: list[Any]) -> Actor:
    rights = {resource.permission("view"): reach for resource in resources}
    return Actor(name=name, person_id=person.pk, unit_path=person.org_path, rights=rights)


def told_apart(model: Any) -> dict[Any, str]:
    """How copies differ: what is unique by the number of the copy; of several unique together one text, else the last link
    to what is copied as well, which goes on to records further along."""
    found = {field: by_number(field) for field in model._meta.concrete_fields if field.unique}
    for one in model._meta.constraints:
        if isinstance(one, UniqueConstraint):
            together = [model._meta.get_field(name) for name in one.fields]
            text = next((field for field in together if isinstance(field, CharField)), None)
            link = [field for field in together if field.is_relation and sorts_of(field.related_model)][-1:] or together[-1:]
            found[text or link[0]] = where_written(one, text) if text else f"{quoted(link[0])} + n * {SIDE}"
    return found


def where_written(constraint: Any, text: Any) -> str:
    """What only some rows must have once may be blank on the others, and stays so."""
    apart = by_number(text)
    return f"CASE WHEN {quoted(text)} = '' THEN '' ELSE {apart} END" if constraint.condition and text.blank else apart


def by_number(field: Any) -> str:
    if isinstance(field, IntegerField):
        return f"{quoted(field)} + n * {COUNT}"
    is_short = (field.max_length or SHORT) < SHORT
    return f"CAST({quoted(field.model._meta.pk)} * 1000 + n AS VARCHAR)" if is_short else f"{quoted(field)} || '~' || n"


def quoted(field: Any) -> str:
    return str(connection.ops.quote_name(field.column))


def written_anew(model: Any) -> None:
    """PostgreSQL uses no index in the transaction that built it on a table of which rows were changed in place before: what they
    were stands in the table until then, unless the table is written anew."""
    if connection.vendor == "postgresql":
        table, column = connection.ops.quote_name(model._meta.db_table), quoted(model._meta.get_field("created_at"))
        with connection.cursor() as cursor:  # the column alone, without its sum, would change nothing
            cursor.execute(f"ALTER TABLE {table} ALTER {column} TYPE timestamptz USING {column} + interval '0'")


@contextmanager
def unchecked() -> Iterator[None]:
    """PostgreSQL follows no link of the copies, millions of them; they lead where those of the originals do, or further along."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = origin")


def multiply(model: Any) -> None:
    """Copies of the rows there are, until there are enough; what must be unique gets the copy's number."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    apart = told_apart(model)
    names, values = map(quoted, fields), [apart.get(field) or quoted(field) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    times = size_of(model) // model.unscoped.count()
    series = f"WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {times})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) {series} SELECT {', '.join(values)} FROM {table} CROSS JOIN copy"
        )
