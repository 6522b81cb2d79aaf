"""Accounts: who keeps them, what is in force when, what is written down."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.administration.conftest import is_in, sign_in, visitor
from tests.making import make
from xianji.administration.users import actions
from xianji.audit.models import Entry
from xianji.kit import store
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Person, Role, Token, User
from xianji.org.users.tokens import holder, issue
from xianji.sales.models import Opportunity

USERS = "/administration/users"


def role(code: str) -> Role:
    return Role.unscoped.get(code=code)


@pytest.fixture
def heidi(cast: Any) -> Person:
    with acting(SYSTEM):
        return store.create(Person(name="Heidi", unit=cast.team, email="heidi@paper-crane.example"))


@pytest.fixture
def frank(cast: Any) -> Client:
    client = visitor()
    client.force_login(cast.users["frank"])
    return client


def open_account(client: Client, person: Person, **more: Any) -> Any:
    wish = {"login": "heidi", "email": person.email, "roles": [role("REP").pk], **more}
    return client.post(f"{USERS}/new?person={person.pk}", wish)


def link_in(answer: Any) -> str:
    return re.search(r"http://testserver(/account/invitation/[^/]+/)", answer.content.decode())[1]


@pytest.mark.parametrize("path", ["", "/new", "/1", "/1/role"])
@pytest.mark.parametrize("name", ["alice", "bob", "dave", "erin", "grace"])
def test_only_administrators_come_in(enter, path, name):
    assert enter(name).get(f"{USERS}{path}").status_code == 404


def test_the_list_and_the_page_are_shown(cast, frank):
    page = frank.get(USERS).content.decode()
    assert all(f">{name}</span>" in page for name in cast.users)
    assert frank.get(f"{USERS}/{cast.users['alice'].pk}").status_code == 200


def test_filters_and_pages_of_the_list(cast, frank, monkeypatch):
    monkeypatch.setattr("xianji.administration.users.page.PAGE", 3)
    first = frank.get(USERS).content.decode()
    assert ">alice<" in first and ">dave<" not in first
    assert ">dave<" in frank.get(f"{USERS}?after=carol").content.decode()
    assert ">carol<" in frank.get(f"{USERS}?role={role('REP').pk}").content.decode()
    assert ">bob<" not in frank.get(f"{USERS}?q=ali").content.decode()


def test_somebody_is_invited_and_chooses_a_password(heidi, frank, client):
    answer = open_account(frank, heidi)
    link = link_in(answer)
    assert link in mail.outbox[0].body and mail.outbox[0].to == ["heidi@paper-crane.example"]
    assert b"Heidi" in client.get(link).content
    chosen = {"password1": "a good long word", "password2": "a good long word"}
    assert client.post(link, chosen)["Location"] == "/account/password/reset/key/done/"
    assert sign_in(client, "heidi", "a good long word").status_code == 302 and is_in(client)
    assert client.get("/sales/opportunities/").status_code == 200


def test_an_invitation_works_once(heidi, frank, client):
    link = link_in(open_account(frank, heidi))
    chosen = {"password1": "a good long word", "password2": "a good long word"}
    client.post(link, chosen)
    assert visitor().get(link).status_code == 410
    assert visitor().post(link, {"password1": "mallory was here", "password2": "mallory was here"}).status_code == 410
    assert User.objects.get(login="heidi").check_password("a good long word")


def test_a_new_invitation_replaces_the_old_one(heidi, frank):
    old = link_in(open_account(frank, heidi))
    account = User.objects.get(login="heidi")
    new = link_in(frank.post(f"{USERS}/{account.pk}/do/invite"))
    assert (visitor().get(old).status_code, visitor().get(new).status_code) == (410, 200)


def test_an_invitation_ends_after_a_week(heidi, frank, monkeypatch):
    import time

    link, now = link_in(open_account(frank, heidi)), time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 8 * 86400)
    assert visitor().get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1abc:def", "a:b:c:d", "%00"])
def test_forged_invitations_are_refused(db, token):
    assert visitor().get(f"/account/invitation/{token}/").status_code == 410


def test_an_invitation_does_not_pass_a_weak_password(heidi, frank, client):
    link = link_in(open_account(frank, heidi))
    assert client.post(link, {"password1": "short", "password2": "short"}).status_code == 422
    assert client.get(link).status_code == 200


def test_a_new_person_with_account_in_one_step(cast, frank):
    wish = {"name": "Ivan", "unit": cast.branch.pk, "login": "ivan", "roles": [role("SUP").pk]}
    assert frank.post(f"{USERS}/new", wish).status_code == 200
    assert User.objects.get(login="ivan").person.org_path == cast.branch.path


def test_a_login_in_use_is_refused_and_nothing_is_left(heidi, frank):
    answer = open_account(frank, heidi, login="Alice")
    assert answer.status_code == 422 and b"already in use" in answer.content
    assert not User.objects.filter(person=heidi).exists()


def test_a_role_is_in_force_at_the_next_request(cast, frank, enter):
    alice, theirs = enter("alice"), make(Opportunity, owner=cast.person("carol"))
    address = f"/sales/opportunities/{theirs.pk}"
    assert alice.get(address).status_code == 404
    frank.post(f"{USERS}/{cast.users['alice'].pk}/role", {"role": role("EXE").pk})
    assert alice.get(address).status_code == 200
    held = Assignment.objects.get(user=cast.users["alice"], role=role("EXE"))
    frank.post(f"{USERS}/{cast.users['alice'].pk}/roles/{held.pk}/take")
    assert alice.get(address).status_code == 404


def test_chosen_units_widen_a_role_until_their_last_day(cast, frank, enter):
    theirs = make(Opportunity, owner=cast.person("carol"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    wish = {"role": role("SUP").pk, "units": [cast.south.pk], "until_on": tomorrow.isoformat()}
    frank.post(f"{USERS}/{cast.users['bob'].pk}/role", wish)
    assert enter("bob").get(f"/sales/opportunities/{theirs.pk}").status_code == 200
    Assignment.objects.filter(user=cast.users["bob"]).update(until_on=timezone.localdate() - timedelta(days=1))
    from xianji.org.actors import access_changed

    access_changed()
    assert enter("bob").get(f"/sales/opportunities/{theirs.pk}").status_code == 404


def test_a_closed_account_is_out_at_the_next_request(cast, frank, client):
    sign_in(client, "alice")
    key = issue(cast.users["alice"], "script")
    frank.post(f"{USERS}/{cast.users['alice'].pk}/do/close")
    assert not is_in(client) and holder(key) is None and not Token.objects.exists()
    frank.post(f"{USERS}/{cast.users['alice'].pk}/do/reopen")
    assert not is_in(client) and sign_in(client, "alice").status_code == 302


def test_ending_sessions_ends_those_we_know_and_those_we_do_not(cast, frank, enter, client):
    unknown = enter("alice")
    sign_in(client, "alice")
    frank.post(f"{USERS}/{cast.users['alice'].pk}/do/end_sessions")
    assert not is_in(client) and not is_in(unknown)


def test_a_lost_phone(cast, frank, client):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(cast.users["alice"], generate_totp_secret())
    assert "2fa" in sign_in(client, "alice")["Location"]
    frank.post(f"{USERS}/{cast.users['alice'].pk}/do/reset_second_step")
    assert sign_in(visitor(), "alice")["Location"] == "/"


@pytest.mark.parametrize("deed", ["close", "take"])
def test_the_last_administrator_stays(cast, frank, deed):
    account = cast.users["frank"]
    held = Assignment.objects.get(user=account).pk
    path = "do/close" if deed == "close" else f"roles/{held}/take"
    assert frank.post(f"{USERS}/{account.pk}/{path}").status_code == 422
    assert frank.get(USERS).status_code == 200


def test_every_deed_is_in_the_journal(cast, heidi, frank):
    open_account(frank, heidi)
    account = User.objects.get(login="heidi")
    for deed in ("invite", "end_sessions", "reset_second_step", "close", "reopen"):
        frank.post(f"{USERS}/{account.pk}/do/{deed}")
    told = list(Entry.objects.filter(label="org.user", record_id=account.pk).order_by("id").values_list("verb", flat=True))
    assert told == ["open_account", "give_role", "invite", "invite", "end_sessions", "reset_second_step", "close_account",
                    "open_account_again"]  # fmt: skip
    assert set(Entry.objects.filter(record_id=account.pk, label="org.user").values_list("actor", flat=True)) == {"Frank"}


@pytest.mark.parametrize("deed", ["invite", "close", "end_sessions", "reset_second_step"])
def test_deeds_ask_for_the_permission_themselves(cast, deed):
    with cast.acting("erin"), pytest.raises(NotPermitted):
        getattr(actions, deed)(cast.users["alice"])


def test_nobody_gets_roles_by_importing_people(cast):
    from xianji.administration.people.accounts import open_accounts

    with cast.acting("erin"), pytest.raises(Refused):
        open_accounts([(cast.person("alice"), {"role": "ADM"})])


def test_the_link_names_no_other_host(heidi, frank):
    answer = frank.post(f"{USERS}/new?person={heidi.pk}", {"login": "heidi"}, headers={"host": "evil.example"})
    assert answer.status_code == 400
