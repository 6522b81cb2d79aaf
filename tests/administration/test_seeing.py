"""Seeing the product as another person: their rights, nothing written, every page in the journal, over at once."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.administration.seeing.middleware import only_reads
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit import store
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, OnlyLooks, acting
from xianji.org.actors import actor_of
from xianji.org.models import User

LIST = "/customers/customers/"


@pytest.fixture
def customers(cast: Cast) -> dict[str, Customer]:
    with acting(SYSTEM):
        return {name: make(Customer, name=f"Firm of {name}", owner=cast.person(name)) for name in ("alice", "carol")}


@pytest.fixture
def frank(customers: Any, cast: Cast, enter: Any) -> Client:
    """He sees the product as alice."""
    client = enter("frank", headers={"Accept-Language": "en"})
    assert client.post(f"/administration/see-as/{cast.users['alice'].pk}").status_code == 302
    return client


def text(answer: Any) -> str:
    return answer.content.decode()


def test_one_sees_what_the_other_person_sees_and_no_more(frank, enter):
    shown = text(frank.get(LIST))
    assert "Firm of alice" in shown and "Firm of carol" not in shown and "You see what Alice sees" in shown
    assert frank.get("/administration/users").status_code == 404
    assert "Firm of carol" in text(enter("carol").get(LIST))


@pytest.mark.parametrize("name", ["alice", "bob", "dave", "erin", "grace"])
def test_only_administrators_may(enter, cast, name):
    client = enter(name)
    assert client.get("/administration/see-as").status_code == 404
    assert client.post(f"/administration/see-as/{cast.users['carol'].pk}").status_code == 404
    assert not Entry.objects.filter(verb="see_as").exists()


def test_not_as_oneself_and_not_as_a_closed_account(enter, cast):
    client = enter("frank")
    User.objects.filter(login="carol").update(is_active=False)
    for name in ("frank", "carol"):
        assert client.post(f"/administration/see-as/{cast.users[name].pk}").status_code in {403, 409, 422}
    assert "see_as" not in client.session


def test_nothing_is_written(frank, customers):
    one, before = customers["alice"], Entry.objects.exclude(verb="see_page").count()
    asked = {"name": "Mine now", "version": one.version}
    for path in (f"{LIST}{one.pk}/edit", f"{LIST}{one.pk}/delete", f"{LIST}new", "/preferences", "/account/password/change/",
                 "/administration/see-as/1", f"{LIST}bulk"):  # fmt: skip
        assert frank.post(path, asked).status_code == 403, path
    assert Customer.unscoped.get(pk=one.pk).name == "Firm of alice" and Customer.unscoped.count() == 2
    assert Entry.objects.exclude(verb="see_page").count() == before


@pytest.mark.parametrize("path", [f"{LIST}export.csv", "/account/sessions/", "/account/tokens/", "/api/v1/customers/customers",
                                  "/exports/1.csv", "/account/2fa/"])  # fmt: skip
def test_nothing_is_carried_away_and_the_account_stays_closed(frank, path):
    assert frank.get(path).status_code in {403, 404}


def test_encrypted_values_stay_closed(frank, cast, customers):
    with acting(SYSTEM):
        contact = make(Contact, customer=customers["alice"], owner=cast.person("alice"), mobile="13800138000")
    page = f"/customers/contacts/{contact.pk}"
    assert "13800138000" not in text(frank.get(page))
    answer = frank.post(f"{page}/reveal/mobile")
    assert answer.status_code == 403 and "13800138000" not in text(answer)


def test_each_page_is_in_the_journal_once(frank, cast):
    for _again in range(3):
        frank.get(LIST)
    frank.get("/jobs/")
    seen = Entry.objects.filter(verb="see_page")
    assert sorted(seen.values_list("reason", flat=True)) == [LIST, "/jobs/"]
    assert {(e.actor, e.title) for e in seen} == {("Frank", "alice")} and len({e.batch for e in seen}) == 1


def test_it_ends_with_one_click_and_when_its_time_is_over(frank, cast):
    assert frank.post("/administration/see-as/end").status_code == 302
    assert frank.get("/administration/users").status_code == 200 and Entry.objects.filter(verb="see_as_end").count() == 1
    frank.post(f"/administration/see-as/{cast.users['alice'].pk}")
    session = frank.session
    session["see_as"] = [session["see_as"][0], timezone.now().timestamp() - 1, "old"]
    session.save()
    late = frank.post("/administration/company", {"name": "Late", "language": "en"})
    assert late.status_code == 302 and "see_as" not in frank.session
    assert not Entry.objects.filter(verb="change", label="org.company").exists()


def test_it_ends_when_the_right_is_taken(frank, cast):
    from xianji.org.actors import access_changed
    from xianji.org.models import Assignment

    Assignment.objects.filter(user=cast.users["frank"]).delete()
    access_changed([cast.users["frank"].pk])
    assert frank.get(LIST).status_code == 302 and "see_as" not in frank.session


def test_signing_out_is_told_of_the_right_person(frank):
    frank.post("/account/logout/")
    assert Entry.objects.get(verb="sign_out").title == "frank" and Entry.objects.filter(verb="see_as_end").exists()


def test_the_journal_and_the_database_both_refuse(cast, customers):
    from xianji.administration.seeing.actions import looker

    with acting(looker(actor_of(User.objects.get(login="alice")))):
        assert actor.current().only_looks and not actor.current().may("customers.customer.export")
        one = Customer.objects.get(pk=customers["alice"].pk)
        one.name = "Written"
        with pytest.raises(OnlyLooks), transaction.atomic():
            store.change(one)
        with connection.execute_wrapper(only_reads), pytest.raises(OnlyLooks), transaction.atomic():
            Customer.objects.filter(pk=one.pk).update(name="Written")
    assert Customer.unscoped.get(pk=one.pk).name == "Firm of alice"
