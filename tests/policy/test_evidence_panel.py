"""The evidence of a record, on its page."""

from tests.making import make
from tests.policy.cockpit.conftest import force, in_force  # noqa: F401 - a fixture
from xianji.customers.customers.actions import verify
from xianji.customers.models import Customer
from xianji.customers.profiles.controls import files_are_checked
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.coverage import reading
from xianji.policy.coverage.models import Coverage
from xianji.policy.evidence.models import Evidence
from xianji.policy.regulations.reading import ReadClause
from xianji.policy.versions.loading import draft
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
    assert "tab=evidence" not in enter("frank").get(f"/administration/units/{unit.pk}?tab=history").content.decode()
    deal = make(Opportunity, owner=cast.person("alice"))
    assert "tab=evidence" in enter("alice").get(f"/sales/opportunities/{deal.pk}?tab=history").content.decode(), "it shares that tab"


def test_what_was_done_before_a_regulation_was_in_force_proves_it_under_its_own_number(cast, enter):
    customer = make(Customer, name="Heron Water", owner=cast.person("alice"))
    with cast.acting("alice"):
        verify(customer)
    kept = Evidence.objects.get(about_id=customer.pk, control=files_are_checked.full_name)
    assert kept.clause == files_are_checked.clause == "3.3.2a"
    with acting(SYSTEM):
        version = draft("Rules of Paper Crane", "en", [ReadClause("9.4", 2, "Files", "Look at the files.", 0, False)], [])
        store.create(Coverage(policy_version=version, clause=version.clauses(manager="unscoped").get(), control=kept.control, state="confirmed"))
    in_force(version)
    try:
        page = enter("alice", headers={"Accept-Language": "en"}).get("/policy/cockpit/9.4").content.decode()
        assert "Heron Water" in page and "1 in this period" in page
        tab = enter("alice", headers={"Accept-Language": "en"}).get(f"/customers/customers/{customer.pk}?tab=evidence").content.decode()
        assert "/policy/cockpit/9.4" in tab
    finally:
        reading.forget()
