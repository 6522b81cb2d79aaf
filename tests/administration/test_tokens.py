"""One's own API tokens and sessions, and what administrators do with those of others."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.administration.conftest import is_in, sign_in, visitor
from tests.cast import PASSWORD, Cast
from xianji.administration.tokens import actions
from xianji.audit.models import Entry
from xianji.kit.refusals import NotPermitted
from xianji.org.models import Token, User
from xianji.org.users.sessions import open_sessions
from xianji.org.users.tokens import holder, issue

OWN, ALL, SESSIONS = "/account/tokens/", "/administration/tokens", "/account/sessions/"


def at_home(name: str, agent: str = "Firefox Windows") -> Client:
    client = visitor(HTTP_USER_AGENT=agent, HTTP_ACCEPT_LANGUAGE="en")
    assert sign_in(client, name, PASSWORD).status_code == 302
    return client


def trusted(name: str) -> Client:
    """Somebody who has just given the password again."""
    client = at_home(name)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def made(answer: Any) -> str:
    import re

    return re.search(r'id="new-token">(xj_[^<]+)<', answer.content.decode())[1]


def test_a_token_is_shown_once_and_works(cast: Cast):
    alice = trusted("alice")
    token = made(alice.post(OWN, {"name": "Stock system", "days": "30"}))
    assert holder(token) == cast.users["alice"] and token not in alice.get(OWN).content.decode()
    kept = Token.objects.get()
    assert timedelta(days=29) < kept.expires_at - timezone.now() <= timedelta(days=30)
    entry = Entry.objects.get(verb="token")
    assert (entry.actor, entry.reason) == ("Alice", "Stock system") and token not in str(entry.__dict__)


@pytest.mark.parametrize("posted", [{"name": ""}, {"name": "x"}, {"name": "x", "days": "-1"}, {"name": "x", "days": "9999"}])
def test_a_token_without_name_or_end_is_refused(cast, posted):
    assert trusted("alice").post(OWN, posted).status_code == 422 and not Token.objects.exists()


def test_a_token_is_made_only_after_the_password_is_given_again(cast):
    alice = at_home("alice")
    answer = alice.post(OWN, {"name": "Stock system", "days": "30"})
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"] and not Token.objects.exists()
    answer = alice.post(answer["Location"], {"password": PASSWORD})
    assert holder(made(answer)) == cast.users["alice"], "what was typed before is not lost"


def test_there_is_a_limit(cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    issue(cast.users["alice"], "first")
    answer = trusted("alice").post(OWN, {"name": "second", "days": "30"})
    assert answer.status_code == 422 and Token.objects.count() == 1


def test_one_revokes_ones_own_and_not_that_of_another(cast):
    tokens = {name: issue(cast.users[name], name) for name in ("alice", "bob")}
    alice, ids = at_home("alice"), dict(Token.objects.values_list("name", "pk"))
    assert alice.post(f"{OWN}{ids['bob']}/revoke").status_code == 404
    assert alice.post(f"{ALL}/{ids['bob']}/revoke").status_code == 404
    assert alice.post(f"{OWN}{ids['alice']}/revoke").status_code == 302
    assert holder(tokens["alice"]) is None and holder(tokens["bob"]) == cast.users["bob"]
    with cast.acting("alice"), pytest.raises(NotPermitted):
        actions.revoke(Token.objects.get(name="bob"))


def test_administrators_see_and_revoke_all(cast, enter, monkeypatch):
    monkeypatch.setattr("xianji.administration.tokens.views.PAGE", 1)
    for name in ("alice", "bob"):
        issue(cast.users[name], f"key of {name}")
    frank = enter("frank")
    first = frank.get(ALL).content.decode()
    assert "key of bob" in first and "key of alice" not in first
    assert "key of alice" in frank.get(f"{ALL}?before={Token.objects.get(name='key of bob').pk}").content.decode()
    assert "key of alice" in frank.get(f"{ALL}?q=alice").content.decode()
    frank.post(f"{ALL}/{Token.objects.get(name='key of alice').pk}/revoke")
    assert Token.objects.get().name == "key of bob"
    entry = Entry.objects.get(verb="revoke_token")
    assert (entry.actor, entry.title, entry.record_id) == ("Frank", "alice", cast.users["alice"].pk)


def test_the_list_of_all_takes_few_statements(cast, enter, django_assert_max_num_queries):
    for number in range(30):
        issue(cast.users["alice"], f"key {number}")
    frank = enter("frank")
    frank.get(ALL)
    with django_assert_max_num_queries(3):
        frank.get(ALL)


def test_one_session_is_ended_and_the_others_go_on(cast):
    here, phone, desk = at_home("alice"), at_home("alice", "Safari iPhone"), at_home("alice", "Edg Windows")
    shown = here.get(SESSIONS).content.decode()
    assert "Safari · iOS" in shown and "Edge · Windows" in shown and shown.count("This one") == 1
    lost = next(one for one in open_sessions(cast.users["alice"]) if "iPhone" in one.user_agent)
    assert here.post(f"{SESSIONS}{lost.pk}/end").status_code == 302
    assert is_in(here) and is_in(desk) and not is_in(phone)
    assert Entry.objects.get(verb="end_session").actor == "Alice"


def test_all_others_are_ended(cast):
    here, phone, desk = at_home("alice"), at_home("alice", "Safari iPhone"), at_home("alice", "Edg Windows")
    here.post(SESSIONS)
    assert is_in(here) and not is_in(phone) and not is_in(desk) and Entry.objects.filter(verb="end_other_sessions").count() == 1


def test_the_session_of_another_cannot_be_ended(cast):
    bob, alice = at_home("bob"), at_home("alice")
    theirs = open_sessions(cast.users["bob"])[0]
    assert alice.post(f"{SESSIONS}{theirs.pk}/end").status_code == 404 and is_in(bob)


def test_sessions_that_let_nobody_in_are_not_listed(cast, django_assert_num_queries):
    at_home("alice"), at_home("alice")
    alice = cast.users["alice"]
    with django_assert_num_queries(2):
        assert len(open_sessions(alice)) == 2
    alice.set_password("another long word")
    alice.save()
    assert open_sessions(User.objects.get(pk=alice.pk)) == []
