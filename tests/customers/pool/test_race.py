"""Two people want the same, at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.cast import hire
from tests.making import make
from xianji.customers.models import Customer, Pool, PoolEntry, PoolMovement
from xianji.customers.pool.actions import claim, to_pool
from xianji.kit.refusals import Refused
from xianji.kit.sharing.keeping import share
from xianji.lib import actor
from xianji.org.models import User


@pytest.mark.django_db(transaction=True)
def test_one_of_two_gets_it():
    cast = hire()
    with cast.acting("erin"):
        pool = make(Pool, name="East water", owner=cast.person("erin"))
        share(pool, cast.team)
        share(pool, cast.branch)
        customer = make(Customer, name="Lone Heron Mills", owner=cast.person("grace"))
        to_pool(Customer.objects.get(pk=customer.pk), pool=pool, why="Nobody has time")
    entry, start, outcomes = PoolEntry.unscoped.get(), Barrier(2), {}

    def run(name):
        try:
            with actor.acting(cast.actor(name)):
                start.wait(10)
                claim(PoolEntry.unscoped.get(pk=entry.pk))
            outcomes[name] = "got it"
        except Refused as refusal:
            outcomes[name] = refusal.message
        finally:
            connection.close()

    threads = [Thread(target=run, args=(name,)) for name in ("alice", "carol")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    winner = next(name for name, told in outcomes.items() if told == "got it")
    loser = next(name for name in outcomes if name != winner)
    assert f"{winner.capitalize()} was faster" in outcomes[loser]
    assert Customer.unscoped.get(pk=customer.pk).owner == User.objects.get(login=winner).person
    assert PoolMovement.unscoped.filter(is_out=True).count() == 1
