"""A small company multiplied where it lies: whole, each copy with what is its own, and a control finds so many times as much."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from benchmarks.multiplying import hanging, multiply, unique_keys
from tests.making import make
from tests.policy.controls.conftest import in_force  # noqa: F401
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer, DuplicateMark
from xianji.customers.profiles.controls import files_are_checked
from xianji.kit.search import ask
from xianji.kit.search.models import SearchRow
from xianji.org.models import Person
from xianji.policy.runs.running import run
from xianji.sales.models import Opportunity, Order
from xianji.workspace.models import Activity

TIMES = 3
COPIED = (Customer, Contact, Opportunity, Order, Activity, DuplicateMark)


@pytest.fixture
def company(cast):
    """A customer below another, each with a contact, a deal, an order and what was said about it; one file is old."""
    owner, above = cast.person("alice"), None
    for name in ("深圳金星教育有限公司", "Paper Crane Ltd"):
        above = make(Customer, name=name, parent=above, owner=owner, size_class="large")
        contact = make(Contact, customer=above, owner=owner)
        make(Opportunity, customer=above, contact=contact, owner=owner)
        make(Order, customer=above, owner=owner)
        make(Activity, about_label=above.label(), about_id=above.pk, owner=owner)
    Customer.unscoped.update(state="active", verified_on=timezone.localdate())
    Customer.unscoped.filter(pk=above.pk).update(verified_on=timezone.localdate() - timedelta(days=200))
    return cast


def counted(models):
    return {model: model._base_manager.count() for model in models}


def test_every_table_is_so_many_times_as_long_and_no_link_is_broken(company):
    before, kept = counted(COPIED), counted((Person, Entry))
    rows = multiply(TIMES)
    assert counted(COPIED) == {model: count * TIMES for model, count in before.items()} and counted((Person, Entry)) == kept
    assert rows["customers.customer"] == 2 * TIMES
    connection.check_constraints()
    for model in (Contact, Opportunity, Order):
        pairs = model.unscoped.values_list("customer", "pk")
        assert len({customer for customer, _pk in pairs}) == 2 * TIMES, "each copy has customers of its own"
    assert {one.contact.customer_id == one.customer_id for one in Opportunity.unscoped.select_related("contact")} == {True}
    assert set(Activity.unscoped.values_list("about_id", flat=True)) == set(Customer.unscoped.values_list("pk", flat=True))
    assert Customer.unscoped.filter(parent=None).count() == TIMES
    assert set(DuplicateMark.objects.values_list("file", flat=True)) == set(Customer.unscoped.values_list("pk", flat=True))


def test_what_tells_records_apart_stays_so_and_a_new_one_finds_its_place(company):
    multiply(TIMES)
    for table in hanging():
        for names in unique_keys(table.model):
            rows = table.model._base_manager.exclude(**dict.fromkeys(names[:1]))
            assert rows.count() == rows.order_by().values(*names).distinct().count(), (table.model, names)
    marks = DuplicateMark.objects.values_list("mark", "file")
    twins = Customer.unscoped.filter(name="Paper Crane Ltd").values_list("pk", flat=True)
    of_twins = [mark for mark, file in marks if file in twins]
    assert len(twins) == TIMES and len(of_twins) == len(set(of_twins)), "no copy is a twin of another"
    greatest = Customer.unscoped.order_by("-pk").first().pk
    assert make(Customer, name="New").pk > greatest
    with pytest.raises(IntegrityError):
        Customer.unscoped.filter(name="New").update(number=Customer.unscoped.get(pk=greatest).number)


def test_copies_are_found_and_looked_at(company, in_force):  # noqa: F811
    in_force(files_are_checked)
    today, rows = timezone.localdate(), SearchRow.objects.filter(label="customers.customer").count()
    before = run(files_are_checked, today)
    multiply(TIMES, ["policy.finding", "policy.run"])
    after = run(files_are_checked, today)
    assert (before.population, before.failed) == (2, 1) and (after.population, after.failed) == (2 * TIMES, TIMES)
    assert SearchRow.objects.filter(label="customers.customer").count() == rows * TIMES
    with company.acting("alice"):
        assert len({hit.record_id for hit in ask.search("金星教育", labels=["customers.customer"])}) == TIMES
