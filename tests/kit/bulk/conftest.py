"""A few hundred customers of one seller, and one of another branch."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.making import build, make
from xianji.customers.models import Customer
from xianji.kit import registry, sets
from xianji.kit.bulk import running
from xianji.kit.bulk.chosen import Chosen
from xianji.kit.bulk.deeds import deed_of
from xianji.kit.bulk.models import Bulk
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

MANY = 620


def fill(cast: Cast, count: int, called: str = "Firm", **values: Any) -> list[Customer]:
    """So many customers of alice's, written as an import writes them."""
    with actor.acting(SYSTEM):
        made = [build(Customer, name=f"{called} {n:04}", owner=cast.person("alice"), **values) for n in range(count)]
        sets.insert_many(Customer, made)
    return made


@pytest.fixture
def crowd(cast: Cast) -> list[Customer]:
    """More than are done while one waits; a tenth are large already, and carol has one that alice does not see."""
    make(Customer, name="Elsewhere", size_class="small", owner=cast.person("carol"))
    return [*fill(cast, MANY - 62, size_class="small"), *fill(cast, 62, "Grand", size_class="large")]


@pytest.fixture
def do(cast: Cast) -> Callable[..., Bulk]:
    """`do("alice", Customer, "tag", {"tags": "VIP"}, asked={})`: begun on her behalf, at once where the records are few."""

    def begin(name: str, model: Any, verb: str, values: dict[str, Any], **meant: Any) -> Bulk:
        resource = registry.resource_of(model)
        with cast.acting(name):
            deed = deed_of(resource, verb)
            assert deed is not None
            return running.begin(Chosen(resource, **meant), deed, values)

    return begin
