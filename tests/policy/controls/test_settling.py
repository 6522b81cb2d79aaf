"""A duty that is done is not asked for any more from that moment on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.approval.requests.guards import pending
from xianji.customers.customers.actions import verify
from xianji.customers.models import Contact, Customer
from xianji.customers.profiles.controls import files_are_checked, files_are_complete
from xianji.kit import verbs
from xianji.kit.ladders import Rung
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person, Unit
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.climbing import Telling
from xianji.policy.findings.duties import bring
from xianji.policy.findings.models import Finding
from xianji.policy.findings.needless import put_aside
from xianji.policy.findings.telling import open_exceptions
from xianji.policy.runs.running import run
from xianji.policy.runs.settling import cases_of, settle, settle_after, touched_by
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.controls import deals_are_followed_up
from xianji.workspace.models import Activity, Task

pytestmark = pytest.mark.database


@pytest.fixture
def missed(cast, in_force):
    """`missed(control, record)`: found last night, with its task."""

    def found(control, record):
        in_force(control)
        run(control, timezone.localdate())
        with acting(SYSTEM):
            bring(timezone.now())
        assert stands(record) == ["open"] and tasks() == ["open"]

    return found


def stands(record):
    return list(Finding.unscoped.filter(about_id=record.pk).values_list("state", flat=True))


def tasks():
    return list(Task.unscoped.filter(key__startswith="finding:").values_list("state", flat=True))


def old_file(cast, name="Old"):
    customer = make(Customer, name=name, owner=cast.person("alice"), size_class="large")
    Customer.unscoped.filter(pk=customer.pk).update(state="active", verified_on=timezone.localdate() - timedelta(days=400))
    return Customer.unscoped.get(pk=customer.pk)


def test_a_verb_on_the_record_ends_what_stands_about_it(cast, missed, django_capture_on_commit_callbacks):
    customer = old_file(cast)
    missed(files_are_checked, customer)
    with cast.acting("alice"), django_capture_on_commit_callbacks(execute=True):
        verify(customer)
    assert stands(customer) == ["resolved"] and tasks() == ["done"]
    assert Finding.unscoped.get().resolved_on == timezone.localdate()


def test_what_is_still_missing_stands(cast, missed, django_capture_on_commit_callbacks):
    customer = old_file(cast)
    missed(files_are_checked, customer)
    with cast.acting("alice"), django_capture_on_commit_callbacks(execute=True):
        verbs.change(customer, {"name": "Old and grey"})
    assert stands(customer) == ["open"] and tasks() == ["open"]


def test_what_was_said_about_a_deal_ends_what_stands_about_the_deal(cast, missed, django_capture_on_commit_callbacks):
    with cast.acting("alice"):
        deal = make(Opportunity, owner=cast.person("alice"))
    Opportunity.unscoped.filter(pk=deal.pk).update(staged_on=timezone.localdate() - timedelta(days=60), opened_on=None)
    missed(deals_are_followed_up, deal)
    with cast.acting("alice"), django_capture_on_commit_callbacks(execute=True):
        make(Activity, about_label=deal.label(), about_id=deal.pk, at=timezone.now(), owner=cast.person("alice"))
    assert stands(deal) == ["resolved"] and tasks() == ["done"]


def test_what_leads_to_a_case_is_looked_at_for_it():
    contact = Contact(customer_id=5)
    assert cases_of(Customer, [contact]) == {5}
    assert files_are_complete in touched_by([contact])


def test_where_nothing_stands_one_statement_says_so(cast, in_force):
    in_force(files_are_checked)
    customer = old_file(cast)
    with CaptureQueriesContext(connection) as asked:
        assert settle({files_are_checked.full_name: {customer.pk}}) == 0
    assert len(asked) == 1


def test_ten_findings_end_in_as_many_statements_as_one(cast, in_force):
    in_force(files_are_checked)
    counts = []
    for many in (1, 10):
        made = [old_file(cast, f"Old {many} {n}") for n in range(many)]
        run(files_are_checked, timezone.localdate())
        Customer.unscoped.filter(pk__in=[one.pk for one in made]).update(verified_on=timezone.localdate())
        with CaptureQueriesContext(connection) as asked:
            assert settle({files_are_checked.full_name: {one.pk for one in made}}) == many
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_people_and_units_are_no_cases_of_what_they_own():
    customer = Customer(owner_id=3, unit_id=4)
    assert cases_of(Person, [customer]) == cases_of(Unit, [customer]) == set()


def test_an_exception_that_a_ladder_asked_for_is_put_aside_with_the_last_of_its_duties(cast, missed, django_capture_on_commit_callbacks):
    customer = old_file(cast)
    missed(files_are_checked, customer)
    second = old_file(cast, "Second")
    run(files_are_checked, timezone.localdate())
    alice, dave = cast.person("alice").pk, cast.person("dave").pk
    told = Telling(dave, files_are_checked, Rung(7, ("SD",), asks_exception=True), 4, 2, timezone.localdate(), "Old", (alice,))
    with acting(SYSTEM):
        assert len(open_exceptions(told, timezone.now())) == 1
    asked = ControlException.unscoped.get(is_automatic=True)
    assert (asked.state, pending(asked).state) == ("requested", "pending")
    for one, state in ((customer, "requested"), (second, "closed")):
        with cast.acting("alice"), django_capture_on_commit_callbacks(execute=True):
            verify(one)
        asked.refresh_from_db()
        assert asked.state == state
    assert pending(asked) is None
    with acting(SYSTEM):
        assert put_aside() == 0


@pytest.mark.parametrize("verb, later", [("change", 1), ("import_change", 0), ("import", 0)])
def test_what_comes_from_a_file_is_left_to_the_night(cast, django_capture_on_commit_callbacks, verb, later):
    customer = old_file(cast)
    with cast.acting("alice"), django_capture_on_commit_callbacks() as asked:
        settle_after(f"customers.customer.{verb}", [customer])
    assert len(asked) == later


def test_what_the_clock_does_is_left_to_the_night(cast, missed, django_capture_on_commit_callbacks):
    customer = old_file(cast)
    missed(files_are_checked, customer)
    with acting(SYSTEM), django_capture_on_commit_callbacks(execute=True):
        verbs.change(customer, {"verified_on": timezone.localdate()})
    assert stands(customer) == ["open"]
