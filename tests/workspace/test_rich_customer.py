"""The page of a customer with 40 contacts, 60 deals and 500 activities."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.rich import rich_customer

MOST = 12


def test_a_rich_customer_costs_no_more_than_a_poor_one(cast, enter):
    address = f"/customers/customers/{rich_customer(cast.person('alice')).pk}"
    for name in ("alice", "erin"):
        client = enter(name)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST, [one["sql"] for one in asked.captured_queries]
