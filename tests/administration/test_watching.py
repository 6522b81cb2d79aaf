"""The watch: bulk viewing, many exports, exports at night, decoys; each alert once, to who leads the person."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.administration.alerts.actions import clear
from xianji.administration.alerts.controls import alerts_are_looked_into
from xianji.administration.alerts.jobs import forget_looks
from xianji.administration.alerts.models import Alert
from xianji.administration.alerts.watching import watch
from xianji.administration.decoys.models import Decoy
from xianji.audit import looks
from xianji.audit.journal import Event, record
from xianji.audit.models import Entry, Look
from xianji.customers.models import Contact, Customer
from xianji.kit.exports.jobs import must_stay
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.rulebook.parameters.writing import plan
from xianji.workspace.models import Notice

NOON = datetime.combine(datetime(2026, 3, 4), time(12))


@pytest.fixture
def firms(cast):
    looks.forget()
    Person.unscoped.filter(name="Alice").update(supervisor=cast.person("bob"))
    with cast.acting("alice"):
        yield [make(Customer, name=f"Firm {place}", owner=cast.person("alice")) for place in range(3)]
    looks.forget()


def found():
    return sorted(Alert.unscoped.values_list("kind", "person__name", "count"))


def test_more_than_two_hundred_profiles_a_day_are_told_once(cast, firms):
    with cast.acting("alice"):
        looks.note(Customer.label(), range(1, 201))
        looks.note(Customer.label(), range(1, 101))
        assert watch() == 0
        looks.note(Contact.label(), [1])
    assert watch() == 1 and watch() == 0
    assert found() == [("bulk", "Alice", 201)]
    assert Notice.objects.filter(kind="security").values_list("person__name", flat=True).get() == "Bob"
    alert = Alert.unscoped.get()
    with cast.acting("bob"):
        clear(alert, finding="Cleaned up her files before the fair")
    with acting(SYSTEM):
        mine = make(Alert, person=cast.person("bob"), owner=cast.person("bob"))
    with cast.acting("bob"), pytest.raises(NotPermitted, match="themselves"):
        clear(mine, finding="Me")


def test_looking_again_costs_nothing_and_pages_and_the_api_count(cast, firms, enter, django_assert_num_queries):
    client = enter("alice")
    client.get(f"/customers/customers/{firms[0].pk}")
    client.get(f"/api/customers/customers/{firms[1].pk}")
    client.get(f"/customers/customers/{firms[0].pk}")
    assert Look.objects.count() == 2
    with cast.acting("alice"), django_assert_num_queries(0):
        looks.note(Customer.label(), [firms[0].pk])
    looks.forget()
    client.get(f"/customers/customers/{firms[0].pk}")
    assert Look.objects.count() == 2
    Look.objects.update(day=timezone.localdate() - timedelta(days=200))
    assert forget_looks() == 2


def test_many_exports_and_exports_at_night(cast, firms):
    night, noon = (timezone.make_aware(NOON.replace(hour=hour)) for hour in (22, 12))
    with cast.acting("alice"):
        for _time in range(4):
            record(Event("export", Customer.label()), at=noon)
    with cast.acting("carol"):
        record(Event("export", Customer.label()), at=night)
    with cast.acting("bob"):
        for _time in range(3):
            record(Event("export", Customer.label()), at=noon)
    assert watch(night + timedelta(minutes=5)) == 2
    assert found() == [("exports", "Alice", 4), ("hours", "Carol", 1)]


def test_a_decoy_is_told_to_administrators_alone(cast, firms, enter):
    frank = enter("frank")
    made = {"kind": "customers.customer", "record_number": firms[0].number}
    assert frank.post("/administration/decoys/new", made | {"record_number": "AC-999999"}).status_code == 422
    assert frank.post("/administration/decoys/new", made).status_code == 302
    assert Decoy.unscoped.get().record_id == firms[0].pk
    assert [enter(name).get("/administration/decoys/").status_code for name in ("alice", "erin", "frank")] == [404, 404, 200]
    client = enter("bob")
    client.get(f"/customers/customers/{firms[0].pk}")
    assert watch() == 1
    assert enter("erin").get("/customers/customers/export.csv").status_code == 200
    assert found() == [("decoy", "Bob", 1), ("decoy", "Erin", 1)]
    assert set(Notice.objects.filter(kind="security").values_list("person__name", flat=True)) == {"Frank"}
    assert enter("erin").get("/api/administration/alerts").json()["items"] == []
    assert len(enter("frank").get("/api/administration/alerts").json()["items"]) == 2


def test_numbers_are_shown_so_often_in_a_day(cast, firms, enter):
    with cast.acting("alice"):
        contact = make(Contact, name="Ann", mobile="13800138000", owner=cast.person("alice"))
    with acting(SYSTEM):
        plan("reveal.daily", "2", timezone.localdate(), "a small company")
    client, at = enter("alice"), f"/customers/contacts/{contact.pk}/reveal/mobile"
    assert [client.post(at).status_code for _ in range(3)] == [200, 200, 422]
    assert client.get(f"/customers/contacts/{contact.pk}/export.vcf").status_code == 422
    assert Entry.objects.filter(verb="reveal").count() == 2


@pytest.mark.shows("alerts_are_looked_into")
def test_alerts_are_looked_into_by_the_day_after(cast, firms):
    today = timezone.localdate()
    with acting(SYSTEM):
        old, new, done = (make(Alert, person=cast.person("alice")) for _ in range(3))
    Alert.unscoped.filter(pk__in=[old.pk, done.pk]).update(on=today - timedelta(days=1))
    Alert.unscoped.filter(pk=done.pk).update(state="incident")
    rows = alerts_are_looked_into.check(Alert.unscoped.all(), today)
    assert dict(rows.values_list("pk", "verdict")) == {old.pk: "fail", new.pk: "pass", done.pk: "pass"}


def test_who_leaves_takes_nothing_along(cast, firms, enter):
    client, bob = enter("bob"), cast.person("bob")
    assert client.get("/customers/customers/export.csv").status_code == 200
    Person.unscoped.filter(pk=bob.pk).update(leaves_on=timezone.localdate() + timedelta(days=20))
    for address in ("export.csv", f"{firms[0].pk}/export.csv"):
        assert client.get(f"/customers/customers/{address}").status_code == 403
    with cast.acting("bob"), pytest.raises(Refused):
        must_stay()
