"""A pool of the team that Erin keeps, and what lies in it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Contact, Customer, Pool, PoolEntry
from xianji.customers.pool.actions import to_pool
from xianji.kit.sharing.keeping import share
from xianji.lib import actor
from xianji.lib.actor import SYSTEM


@pytest.fixture
def pool(cast: Any) -> Pool:
    """Erin keeps it; it is shared with the team of Alice and Bob."""
    with cast.acting("erin"):
        made = make(Pool, name="East water", owner=cast.person("erin"))
        share(made, cast.team, with_below=True)
    return made


@pytest.fixture
def held(cast: Any) -> Callable[..., Customer]:
    """`held("alice", "Acme", idle=40)`: a prospect of hers, with a contact, not heard of for so many days."""

    def made(name: str, title: str, idle: int | None = None, state: str = "prospect", **values: Any) -> Customer:
        with actor.acting(SYSTEM):
            record = make(Customer, name=title, owner=cast.person(name), **values)
            make(Contact, customer=record, name="Ann", mobile="13800138000", owner=cast.person(name))
        ago = timezone.localdate() - timedelta(days=idle or 0)
        Customer.unscoped.filter(pk=record.pk).update(
            last_contact_on=ago, state=state, created_at=timezone.now() - timedelta(days=(idle or 0) + 1)
        )
        return Customer.unscoped.get(pk=record.pk)

    return made


@pytest.fixture
def lying(cast: Any, pool: Pool, held: Callable[..., Customer]) -> Callable[..., PoolEntry]:
    """`lying("Acme")`: what Bob has given back."""

    def made(title: str, name: str = "bob", **values: Any) -> PoolEntry:
        record = held(name, title, **values)
        with cast.acting(name):
            to_pool(record, pool=pool, why="Too far away")
        return PoolEntry.unscoped.get(customer=record, deleted_at=None)

    return made
