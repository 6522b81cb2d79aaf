"""Read place by place, a list is the same as read at once: the same rows in the same order, page after page."""

from random import Random
from typing import Any

import pytest
from django.db.models import Q

from tests.making import build
from xianji.customers.models import Customer
from xianji.kit import registry, sets
from xianji.kit.indexes import ordered
from xianji.kit.lists.plan import Plan
from xianji.kit.lists.probing import Reading
from xianji.kit.lists.query import ListPage, ListQuery
from xianji.kit.lists.ways import Condition, Way
from xianji.kit.lists.weights import Told
from xianji.lib.actor import SYSTEM, Actor, Reach, acting
from xianji.org.models import Person, Unit

SORTS = [f"{sign}{name}" for name in ("name", "updated_at", "won_amount", "last_contact_on") for sign in ("", "-")]


@pytest.fixture
def firms(cast: Any) -> list[Customer]:
    """Ninety customers in six places of two regions and in none, many of them equal in what they are sorted by."""
    chance = Random(7)
    with acting(SYSTEM):
        owner = cast.person("alice")
        made = [build(Customer, name=f"Firm {chance.randrange(9)}", owner=owner) for _n in range(90)]
        sets.insert_many(Customer, made)
        paths = ["1.2.", "1.2.4.", "1.2.5.", "1.2.50.", "1.3.", "1.3.6.", ""]
        for one in made:
            day = chance.choice([None, "2026-03-01", "2026-03-02", "2026-03-03"])
            values = {"won_amount": chance.choice([0, 5, 7]), "state": chance.choice(["prospect", "active"])}
            Customer.unscoped.filter(pk=one.pk).update(org_path=chance.choice(paths), last_contact_on=day, **values)
    return list(Customer.unscoped.all())


@pytest.fixture
def place_by_place(monkeypatch: pytest.MonkeyPatch) -> list[Way]:
    """Every list that asks for places is read so; the ways taken."""
    taken: list[Way] = []

    def way(self: Plan, conditions: list[Condition], down: bool = False) -> Way:
        place = next(one for one in conditions if one.spans)
        index = ordered(Customer, "org_path", self.sort)
        assert index
        taken.append(Way(index.name, reading=Reading(index.name, Q(), Q(), place.spans)))
        return taken[-1]

    monkeypatch.setattr(Plan, "_way", way)
    return taken


def seeing(**reach: Any) -> Actor:
    told = {name: frozenset(paths) for name, paths in reach.items()}
    return Actor("reader", person_id=None, rights={"customers.customer.view": Reach(**told)})


REACHES = {
    "a tree": seeing(trees=["1.2."]),
    "trees one in the other": seeing(trees=["1.2.", "1.2.5."]),
    "two trees": seeing(trees=["1.2.", "1.3.6."]),
    "units alone": seeing(units=["1.2.", "1.2.5."]),
    "a tree and a unit in it": seeing(trees=["1.2."], units=["1.2.4."]),
    "nobody's place": seeing(trees=["9."]),
}


@pytest.mark.parametrize("who", REACHES.values(), ids=REACHES)
@pytest.mark.parametrize("sort", SORTS)
def test_pages_are_those_of_the_whole_scope(firms, place_by_place, who, sort):
    resource = registry.resource_of("customers.customer")
    reach = who.rights["customers.customer.view"]
    name, down = sort.removeprefix("-"), sort[0] == "-"

    def key(one: Customer) -> Any:
        value = getattr(one, name)
        return value is not None, value, one.pk

    for filters in ({}, {"state": "active"}):
        rows = [one for one in firms if reach.holds_path(one.org_path) and (not filters or one.state == "active")]
        expected = [one.pk for one in sorted(rows, key=key, reverse=down)]
        with acting(who):
            pages = forward(resource, {**filters, "sort": sort})
            back = backward(resource, {**filters, "sort": sort}, pages[-1])
        assert [row[1] for page in pages for row in page.rows] == expected
        assert [row[1] for page in back for row in page.rows] == expected[: len(expected) - len(pages[-1].rows)]
    assert place_by_place


def forward(resource: Any, asked: dict[str, str]) -> list[ListPage]:
    """All pages from the first one on."""
    pages = [ListQuery(resource, asked, size=7).page(["name"])]
    while mark := pages[-1].after:
        pages.append(ListQuery(resource, {**asked, "after": mark}, size=7).page(["name"]))
    return pages


def backward(resource: Any, asked: dict[str, str], page: ListPage) -> list[ListPage]:
    """All pages before one, in the order of the list."""
    pages: list[ListPage] = []
    while mark := page.before:
        page = ListQuery(resource, {**asked, "before": mark}, size=7).page(["name"])
        pages.insert(0, page)
    return pages


def test_a_unit_asked_for_is_read_so_within_what_is_seen(firms, place_by_place, cast):
    resource = registry.resource_of("customers.customer")
    with acting(SYSTEM):
        unit = cast.person("alice").unit
        Unit.unscoped.filter(pk=unit.pk).update(path="1.2.")
    with acting(Actor("reader", person_id=None, rights={"customers.customer.view": Reach(everywhere=True)})):
        pages = forward(resource, {"unit": str(unit.pk), "sort": "name"})
    assert sorted(row[1] for page in pages for row in page.rows) == sorted(one.pk for one in firms if one.org_path.startswith("1.2."))
    assert place_by_place[0].places == (("1.2.", "1.2/"),)


def test_a_question_inside_a_condition_is_known_without_asking_it(cast, django_assert_num_queries):
    with acting(SYSTEM):
        unit, other = cast.person("alice").unit_id, cast.person("carol").unit_id
    with django_assert_num_queries(0):
        same = [Told(Q(owner__in=Person.unscoped.filter(unit=one).values("pk"))) for one in (unit, unit, other)]
    assert same[0] == same[1] != same[2]
