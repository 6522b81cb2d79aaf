"""A large customer of alice's with three contacts."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer


@pytest.fixture
def firm(cast):
    with cast.acting("alice"):
        made = make(Customer, name="Heron Works", size_class="large", owner=cast.person("alice"))
        for n, part in enumerate(("decision", "influence", "tech")):
            make(Contact, customer=made, name=f"Contact {n}", part=part, influence=5 - n, closeness=2 * n + 1, owner=cast.person("alice"))
    return Customer.unscoped.get(pk=made.pk)
