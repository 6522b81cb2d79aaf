"""The evidence of a record, on its page."""

from tests.making import make
from tests.policy.cockpit.conftest import force  # noqa: F401 - a fixture
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity


def test_a_record_shows_the_clauses_that_it_proves(cast, enter, force):  # noqa: F811
    force()
    customer = make(Customer, name="Heron Water", owner=cast.person("alice"))
    with acting(SYSTEM):
        customer.website = "https://heron.example"
        store.change(customer)
    text = enter("alice", headers={"Accept-Language": "en"}).get(f"/customers/customers/{customer.pk}?tab=evidence").content.decode()
    assert "3.3.1b" in text and "Files are complete" in text and "/policy/cockpit/3.3.1" in text and "2 times" in text
    other = make(Customer, name="Reed", owner=cast.person("alice"))
    assert "Heron" not in enter("alice").get(f"/customers/customers/{other.pk}?tab=evidence").content.decode()
    assert enter("carol").get(f"/customers/customers/{customer.pk}?tab=evidence").status_code == 404


def test_records_that_prove_nothing_have_no_such_tab(cast, enter):
    unit = cast.team
    assert "tab=evidence" not in enter("frank").get(f"/administration/units/{unit.pk}").content.decode()
    assert "tab=evidence" in enter("alice").get(f"/sales/opportunities/{make(Opportunity, owner=cast.person('alice')).pk}").content.decode()
