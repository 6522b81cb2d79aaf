"""A unit moves in the tree: at every moment its people see what they saw."""

import pytest

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import moves, store
from xianji.kit.search.ask import search
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

pytestmark = pytest.mark.django_db


def seen(cast, name):
    with cast.acting(name):
        return sorted(Customer.objects.values_list("name", flat=True)), sorted(hit.title for hit in search("望舒"))


@pytest.fixture
def moved(cast):
    """Alice's and bob's team goes from East to South; the worker has not been there yet."""
    make(Customer, name="望舒一", owner=cast.person("alice"))
    make(Customer, name="望舒三", owner=cast.person("carol"))
    with actor.acting(SYSTEM):
        cast.team.refresh_from_db()
        cast.team.parent = cast.south
        store.change(cast.team)


def test_nobody_loses_sight_while_the_move_is_carried_out_nor_after(cast, moved):
    assert seen(cast, "bob") == (["望舒一"], ["望舒一"])
    with actor.acting(SYSTEM):
        assert moves.carry_out() == 3, "two people and a customer"
    assert seen(cast, "bob") == (["望舒一"], ["望舒一"])
    assert seen(cast, "carol") == (["望舒三"], ["望舒三"])
    assert Customer.unscoped.get(name="望舒一").org_path.startswith(f"{cast.company.pk}.{cast.south.pk}.")


def test_there_is_nothing_to_do_a_second_time(cast, moved):
    with actor.acting(SYSTEM):
        moves.carry_out()
        assert moves.carry_out() == 0
