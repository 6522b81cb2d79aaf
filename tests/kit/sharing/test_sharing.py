"""One record opened to one more person: by whom, to whom, for what, until when; in lists, search, files and the API alike."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.sharing import keeping
from xianji.lib.actor import SYSTEM, Actor, acting
from xianji.org import scope
from xianji.org.models import Share

LIST = "/customers/customers/"


@pytest.fixture
def firm(cast: Any) -> Customer:
    return make(Customer, name="Heron Works", owner=cast.person("alice"))


def send(client: Any, firm: Customer, name: str = "Carol", **more: Any) -> Any:
    return client.post(f"{LIST}{firm.pk}/shares", {"person": name, **more})


def hired(name: str, cast: Any, unit: Any) -> Any:
    person = cast.person(name)
    person.unit = unit
    return person


def send_unit(client: Any, firm: Customer, name: str, **more: Any) -> Any:
    return send(client, firm, "", unit=name, **more)


def sees(client: Any, firm: Customer) -> list[bool]:
    """By its page, in the list, in the search, in the API."""
    listed = firm.pk in [row["id"] for row in client.get(LIST).context["rows"]]
    sought = f'href="{LIST}{firm.pk}"' in client.get("/search?q=Heron").content.decode()
    called = client.get(f"/api{LIST}{firm.pk}").status_code == 200
    return [client.get(f"{LIST}{firm.pk}").status_code == 200, listed, sought, called]


def test_a_share_opens_the_record_everywhere_and_its_end_closes_it(firm: Customer, enter: Any) -> None:
    alice, carol = enter("alice"), enter("carol")
    assert sees(carol, firm) == [False] * 4
    assert send(alice, firm).url.endswith("?tab=sharing")
    assert sees(carol, firm) == [True] * 4
    assert carol.get(f"{LIST}{firm.pk}/edit").status_code != 200, "for seeing only"
    alice.post(f"{LIST}{firm.pk}/shares/{Share.objects.get().pk}/delete")
    assert sees(carol, firm) == [False] * 4
    told = [entry.changes["share"][:2] for entry in Entry.objects.filter(verb="share").order_by("id")]
    assert told == [[None, "view::Carol"], ["view::Carol", None]]
    history = alice.get(f"{LIST}{firm.pk}?tab=history").context["panels"][0]["entries"]
    assert history[1]["changes"] == [{"label": "Shared with", "old": "—", "new": "Carol · may see it"}]


def test_a_share_for_changing_lets_the_other_change_it_but_not_pass_it_on(firm: Customer, enter: Any, cast: Any) -> None:
    send(enter("alice"), firm, may_change="on")
    carol = enter("carol")
    assert carol.get(f"{LIST}{firm.pk}/edit").status_code == 200
    assert "tab=sharing" not in carol.get(f"{LIST}{firm.pk}").content.decode()
    assert send(carol, firm, "Bob").status_code == 404
    with cast.acting("carol"), pytest.raises(NotPermitted):
        keeping.share(firm, cast.person("grace"))
    assert carol.post(f"{LIST}{firm.pk}/shares/{Share.objects.get().pk}/delete").status_code == 403


def test_a_share_ends_with_its_day(firm: Customer, enter: Any) -> None:
    today = timezone.localdate()
    assert send(enter("alice"), firm, until_on=today - timedelta(days=1)).status_code == 422
    send(enter("alice"), firm, until_on=today)
    assert sees(enter("carol"), firm) == [True] * 4
    Share.objects.update(until_on=today - timedelta(days=1))
    assert sees(enter("carol"), firm) == [False] * 4
    assert "over" in enter("alice").get(f"{LIST}{firm.pk}?tab=sharing").content.decode()


def test_who_reads_only_shares_nothing_and_strangers_learn_nothing(firm: Customer, enter: Any) -> None:
    assert send(enter("dave"), firm).status_code == 404
    assert send(enter("carol"), firm).status_code == 404
    assert not Share.objects.exists()


def test_a_share_that_would_open_nothing_is_refused(firm: Customer, enter: Any, cast: Any) -> None:
    for name in ("Alice", "Bob", "Erin", "Dave"):
        assert send(enter("alice"), firm, name).status_code == 422, name
    cast.users["carol"].is_active = False
    cast.users["carol"].save()
    assert send(enter("alice"), firm).status_code == 422
    assert not Share.objects.exists()


def test_sharing_again_replaces_and_tells_only_what_changed(firm: Customer, enter: Any) -> None:
    for more in ({}, {}, {"may_change": "on"}):
        send(enter("alice"), firm, **more)
    assert Share.objects.get().may_change and Entry.objects.filter(verb="share").count() == 2


def test_shares_have_an_end(firm: Customer, cast: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping, "MOST", 0)
    with cast.acting("alice"), pytest.raises(Refused):
        keeping.share(firm, cast.person("carol"))


def test_what_is_shared_lets_mention_and_read_files(firm: Customer, enter: Any) -> None:
    comments = f"{LIST}{firm.pk}/comments"
    assert enter("alice").post(comments, {"text": "@Carol look"}).status_code == 422
    send(enter("alice"), firm)
    assert enter("alice").post(comments, {"text": "@Carol look"}).status_code == 302


def test_a_unit_sees_what_is_shared_with_it_and_those_below_only_if_that_was_said(firm: Customer, enter: Any, cast: Any) -> None:
    alice, carol = enter("alice"), enter("carol")
    with acting(SYSTEM):
        store.change(hired("grace", cast, cast.south))
    send_unit(alice, firm, "South")
    assert sees(carol, firm) == [False] * 4, "she sits below"
    send_unit(alice, firm, "South", with_below="on")
    assert sees(carol, firm) == [True] * 4
    send_unit(alice, firm, "South")
    send_unit(alice, firm, "South 1")
    assert sees(carol, firm) == [True] * 4
    assert carol.get(f"{LIST}{firm.pk}/edit").status_code in {403, 404}
    assert "Shared with South, South 1." in alice.get(f"{LIST}{firm.pk}/late").content.decode()
    for share in Share.objects.all():
        alice.post(f"{LIST}{firm.pk}/shares/{share.pk}/delete")
    assert sees(carol, firm) == [False] * 4
    told = [entry.changes["share"][:2] for entry in Entry.objects.filter(verb="share").order_by("id")]
    assert told[:2] == [[None, "view::unit:South"], ["view::unit:South", "view::tree:South"]]
    history = alice.get(f"{LIST}{firm.pk}?tab=history").context["panels"][0]["entries"]
    assert "South and below · may see it" in [change["new"] for entry in history for change in entry["changes"]]


def test_a_unit_may_change_until_its_day_is_over(firm: Customer, enter: Any, cast: Any) -> None:
    today = timezone.localdate()
    send_unit(enter("alice"), firm, "South 1", may_change="on", until_on=today)
    assert enter("carol").get(f"{LIST}{firm.pk}/edit").status_code == 200
    with cast.acting("carol"):
        assert Customer.objects.filter(pk=firm.pk).exists()
    Share.objects.update(until_on=today - timedelta(days=1))
    assert sees(enter("carol"), firm) == [False] * 4


def test_who_belongs_to_nobody_meets_no_share(firm: Customer, enter: Any, cast: Any) -> None:
    send_unit(enter("alice"), firm, "South 1")
    stranger = Actor(name="program", rights=cast.actor("carol").rights)
    assert not scope.shares(stranger).exists()
    with acting(stranger):
        assert not Customer.objects.filter(pk=firm.pk).exists()


def test_one_chooses_a_person_or_a_unit_in_which_somebody_works(firm: Customer, enter: Any) -> None:
    alice = enter("alice")
    for more in ({}, {"person": "Carol", "unit": "South 1"}, {"unit": "East 1", "until_on": "2020-01-01"}):
        assert alice.post(f"{LIST}{firm.pk}/shares", more).status_code == 422, more
    assert send_unit(alice, firm, "South").status_code == 422, "nobody works there, only below"
    assert not Share.objects.exists()


def test_a_list_takes_as_many_statements_with_shares_as_without(firm: Customer, enter: Any) -> None:
    carol = enter("carol")
    carol.get(LIST)
    with CaptureQueriesContext(connection) as before:
        carol.get(LIST)
    send_unit(enter("alice"), firm, "South", with_below="on")
    with CaptureQueriesContext(connection) as after:
        carol.get(LIST)
    assert len(after) == len(before)


def test_the_scope_asks_for_shares_by_an_index(firm: Customer, cast: Any) -> None:
    with cast.acting("carol"):
        for rows in (Customer.objects.all(), scope.shares(cast.actor("carol")).filter(label=firm.label())):
            plan = rows.explain()
            if connection.vendor == "sqlite":
                assert "SCAN U0" not in plan and "SCAN org_share" not in plan, plan
