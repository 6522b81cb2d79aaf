"""What a list offers, an index answers: on tens of thousands of rows no plan reads a whole table or sorts a whole scope, for anybody."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from tests.kit.lists.crowd import GREAT, crowd
from tests.theatre import Theatre
from xianji.kit import registry
from xianji.kit.indexes import leading, sorts_of
from xianji.kit.lists import groups, related, weights
from xianji.kit.lists.filters import BadFilter
from xianji.kit.lists.plan import Plan
from xianji.kit.lists.query import ListQuery
from xianji.kit.lists.ways import Condition, Way
from xianji.lib import actor
from xianji.lib.actor import Actor

pytestmark = pytest.mark.both
SHARE = 5
"""No more rows than one in so many are ever sorted for a page, of as many as the greatest id says."""
SCOPES = ("own", "team", "region", "all", "newcomer")
FEWER = ("own", "region", "all")
"""Who looks at objects of which there are not so many: the same declaration has made them the same indexes."""


def listed() -> list[Any]:
    return [resource for resource in registry.resources.values() if sorts_of(resource.model)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    found = listed()
    if "seen_by" in metafunc.fixturenames:
        pairs = [(resource, scope) for resource in found for scope in (SCOPES if resource.label in GREAT else FEWER)]
        cases = [pytest.param(one, scope, id=f"{one.label}-{scope}", marks=marks_of(one)) for one, scope in pairs]
        metafunc.parametrize(("listed_one", "seen_by"), cases)
    elif "listed_one" in metafunc.fixturenames:
        metafunc.parametrize("listed_one", [pytest.param(one, id=one.label, marks=marks_of(one)) for one in found])


def marks_of(resource: Any) -> Any:
    """PostgreSQL is asked of the great ones: the others have their indexes from the same declarations, and of 20,000 rows it
    rightly reads the whole where that is no dearer."""
    return () if resource.label in GREAT else pytest.mark.alike


@pytest.fixture(scope="module")
def people(theatre: Theatre, django_db_blocker: Any) -> Iterator[dict[str, Actor]]:
    """Those of every scope, in a company at size that is gone afterwards."""
    with django_db_blocker.unblock(), theatre.alone():
        weights.forget()
        found = crowd()
        connection.check_constraints()  # once, not again after every test
        yield found
    weights.forget()


def test_every_owned_object_was_listed() -> None:
    owned = {resource.label for resource in registry.resources.values() if resource.model.owned}
    assert owned == {resource.label for resource in listed()}


def test_each_offered_filter_has_an_index(listed_one: Any) -> None:
    filters = [*listed_one.filterable, "org_path"]
    assert [name for name in filters if leading(listed_one.model, name) is None] == []


def test_an_index_holds_each_column_once() -> None:
    made = [index for resource in listed() for index in resource.model._meta.indexes]
    assert [index.name for index in made if len(set(index.fields)) < len(index.fields)] == []


def test_its_own_order_is_offered(listed_one: Any) -> None:
    assert listed_one.default_order.removeprefix("-") in listed_one.sortable


def test_an_index_answers_each_sort_and_filter(people: dict[str, Actor], listed_one: Any, seen_by: str, db: None) -> None:
    with actor.acting(people[seen_by]):
        for asked in shared_out(questions(listed_one), listed_one, seen_by):
            query = ListQuery(listed_one, asked)
            plan = Plan(listed_one, query.conditions, query.sort[0])
            for conditions in plan._arms():
                arm = page_of(plan, conditions, query.sort[1])
                check(arm, plan._way(conditions, query.sort[1]), conditions, f"{listed_one.label} {seen_by} {asked}")


def test_an_index_answers_each_alternative(people: dict[str, Actor], listed_one: Any, seen_by: str, db: None) -> None:
    with actor.acting(people[seen_by]):
        for asked in shared_out(alternatives(listed_one), listed_one, seen_by):
            query = ListQuery(listed_one, asked)
            plan = Plan(listed_one, query.conditions, query.sort[0])
            arms = plan._arms()
            assert len(arms) <= 3 * groups.MOST, asked
            for conditions in arms:
                arm = page_of(plan, conditions, query.sort[1])
                check(arm, plan._way(conditions, query.sort[1]), conditions, f"{listed_one.label} {seen_by} {asked}")


@pytest.mark.parametrize("scope", ["own", "all"])
def test_an_index_answers_a_field_of_a_linked_record(people: dict[str, Actor], listed_one: Any, scope: str, db: None) -> None:
    with actor.acting(people[scope]):
        for name in related.open_related(listed_one):
            target = registry.resource_of(listed_one.column(name.split("__")[0]).field.related_model)
            text = values(target, name.split("__")[1])[-1]
            try:
                query = ListQuery(listed_one, {name: text})
                plan = Plan(listed_one, query.conditions, query.sort[0])
            except BadFilter:
                assert ListQuery(target, {name.split("__")[1]: text}).count(related.MOST) > related.MOST
                continue
            for conditions in plan._arms():
                arm = page_of(plan, conditions, query.sort[1])
                by_index(arm, f"{listed_one.label} {scope} {name}={text}")


def shared_out(asked: Iterator[Any], resource: Any, seen_by: str) -> Iterator[Any]:
    """Of small objects each scope asks every seventh question, another one each: each filter in some orders, each order by
    somebody. Seven, as filters come in threes. Of great ones all are asked of PostgreSQL, of SQLite every second."""
    if resource.label not in GREAT:
        return islice(asked, FEWER.index(seen_by), None, 7)
    return asked if connection.vendor == "postgresql" else islice(asked, SCOPES.index(seen_by) % 2, None, 2)


def page_of(plan: Plan, conditions: list[Condition], down: bool) -> Any:
    """The first rows of one arm as a query."""
    arm = plan._arm(conditions, 51, down, None, None)
    return (arm if isinstance(arm, QuerySet) else plan._any_of([arm])).values_list("pk")


def alternatives(resource: Any) -> Iterator[dict[str, str]]:
    """Each filter as an alternative to the next, alone and with a third, in the list's own order and in another."""
    filters = [(name, values(resource, name)[0]) for name in resource.filterable]
    for place, one in enumerate(filters):
        other, third = filters[(place + 1) % len(filters)], filters[(place + 2) % len(filters)]
        sort = resource.sortable[place % len(resource.sortable)]
        told = [one, *([other, third] if other[0] != one[0] else [])]
        yield {"sort": sort, "any": groups.written([(each,) for each in told])}
        yield {"any": groups.written([tuple(told[:2]), tuple(told[2:] or told[:1])])}


def by_index(arm: Any, told: str) -> None:
    """No whole table is read, on either database."""
    table = arm.model._meta.db_table
    if connection.vendor == "sqlite":
        lines = [line for line in arm.explain().splitlines() if f" {table} " in f"{line} "]
        assert lines and all("INDEX" in line or "PRIMARY KEY" in line for line in lines), (told, lines)
        return
    pending = [json.loads(arm.explain(format="json"))[0]["Plan"]]
    while pending:
        node = pending.pop()
        assert not (node["Node Type"] == "Seq Scan" and node["Relation Name"] == table), (told, node)
        pending += node.get("Plans", [])


def questions(resource: Any) -> Iterator[dict[str, str]]:
    """Each sort both ways; with each filter in turn up or down, as an index is read either way."""
    filters = [{name: text} for name in resource.filterable for text in values(resource, name)]
    for sort in resource.sortable:
        yield from ({"sort": sort}, {"sort": f"-{sort}"})
        for place, asked in enumerate(filters):
            yield {"sort": f"-{sort}" if place % 2 else sort, **asked}


def values(resource: Any, name: str) -> list[str]:
    """A few things one may ask of a filter."""
    column = resource.column(name)
    if column.choices:
        keys = [str(key) for key in column.choices if key != ""]
        return [keys[0], ",".join(keys[:2]), "none"]
    if column.kind == "person":
        return ["me", "team", "none"]
    if column.is_link:
        ids = list(column.field.related_model.unscoped.values_list("pk", flat=True)[:2])
        return [str(ids[0]), ",".join(map(str, ids)), "any"]
    if column.kind in {"date", "moment"}:
        return ["2026-03", "..2026-03-05", "none"]
    return ["yes", "no"] if column.kind == "yesno" else ["5..9", "1000.."]


def check(arm: Any, way: Way, conditions: list[Condition], told: str) -> None:
    if connection.vendor == "sqlite":
        on_sqlite(arm.explain(), arm.model._meta.db_table, way, told)
    else:
        on_postgresql(json.loads(arm.explain(format="json", analyze=True))[0]["Plan"], arm.model, told)
    if way.sorts and all(one.column != "pk" for one in conditions):
        assert way.rows <= weights.total(arm.model) // SHARE, (told, way)


def on_sqlite(plan: str, table: str, way: Way, told: str) -> None:
    """The named index is used; nothing is sorted but what is few."""
    lines = [line for line in plan.splitlines() if f" {table} " in f"{line} "]
    assert lines, (told, plan)
    assert all("INDEX" in line or "PRIMARY KEY" in line for line in lines), (told, plan)
    assert way.sorts or way.places or "TEMP B-TREE" not in plan, (told, plan)
    assert way.index == "NOT INDEXED" or way.index in plan, (told, plan)


def on_postgresql(node: dict[str, Any], model: Any, told: str) -> None:
    """No whole table is read; what is sorted, for real, is little."""
    assert not (node["Node Type"] == "Seq Scan" and node["Relation Name"] == model._meta.db_table), (told, node)
    if node["Node Type"] in {"Sort", "Incremental Sort"}:
        rows = sum(below["Actual Rows"] * below["Actual Loops"] for below in node["Plans"])
        assert rows <= weights.total(model) // SHARE, (told, node)
    for below in node.get("Plans", []):
        on_postgresql(below, model, told)
