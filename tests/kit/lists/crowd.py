"""A hundred thousand rows of an object, multiplied from a few real ones inside the database."""

from typing import Any

from django.db import connection
from django.db.models import CharField, UniqueConstraint

from tests.kit.every_resource.furniture import Furniture
from xianji.kit import registry, store
from xianji.kit.indexes import sorts_of
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, Actor, Reach
from xianji.org.company import settled
from xianji.org.models import Company, Person, Unit
from xianji.org.unindexed import unindexed

ROWS = 100_000


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
            for resource in listed:
                multiply(resource.model)
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


def told_apart(model: Any) -> list[Any]:
    """The fields by which copies must differ: those that are unique, and one text of several that are unique together."""
    together = [one.fields for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    texts = {field.name: field for field in model._meta.concrete_fields if isinstance(field, CharField)}
    firsts = [next(texts[name] for name in names if name in texts) for names in together]
    return [*(field for field in model._meta.concrete_fields if field.unique), *firsts]


def multiply(model: Any) -> None:
    """Copies of the rows there are, until there are ROWS; what must be unique gets the copy's number."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = [connection.ops.quote_name(field.column) for field in fields]
    alone = told_apart(model)
    values = [f"{name} || '~' || n" if field in alone else name for field, name in zip(fields, names, strict=True)]
    table = connection.ops.quote_name(model._meta.db_table)
    times = ROWS // model.unscoped.count()
    series = f"WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {times})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) {series} SELECT {', '.join(values)} FROM {table} CROSS JOIN copy"
        )
