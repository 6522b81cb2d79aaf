"""Getting in, and not getting in."""

import re
import time
from typing import Any

import pytest
from django.core import mail

from tests.administration.conftest import is_in, sign_in, visitor
from tests.cast import PASSWORD
from xianji.audit.models import Entry
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person, User

LOGIN, HOME = "/account/login/", "/catalog/products/"


def verbs() -> list[str]:
    return list(Entry.objects.filter(label="org.user").order_by("id").values_list("verb", flat=True))


@pytest.fixture
def alice(cast: Any) -> User:
    with acting(SYSTEM):
        person = cast.person("alice")
        person.mobile = "+86 138 1234 5678"
        store.change(person)
    return cast.users["alice"]


@pytest.mark.parametrize("typed", ["alice", " ALICE ", "alice@paper-crane.example", "Alice@Paper-Crane.example", "13812345678",
                                   "138 1234 5678", "+8613812345678", "{number}"])  # fmt: skip
def test_by_login_mail_mobile_or_number(alice, client, typed):
    answer = sign_in(client, typed.format(number=alice.person.number))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)


@pytest.mark.parametrize("typed", ["nobody", "", "13812345679", "%", "alice'--", "a\x00b"])
def test_others_stay_outside(alice, client, typed):
    assert sign_in(client, typed).status_code == 200
    assert not is_in(client)


def test_two_people_with_one_mobile_use_their_logins(alice, cast, client):
    with acting(SYSTEM):
        bob = cast.person("bob")
        bob.mobile = "13812345678"
        store.change(bob)
    assert not is_in(client) and sign_in(client, "13812345678").status_code == 200
    assert sign_in(client, "alice").status_code == 302


def test_a_wrong_password_says_the_same_as_an_unknown_login(alice, client):
    known, unknown = (sign_in(visitor(), name, "wrong").content.decode() for name in ("alice", "nobody"))
    clean = [re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", text) for text in (known, unknown)]
    assert clean[0] == clean[1]


def test_after_seven_wrong_passwords_the_right_one_is_refused_too(alice, client):
    answers = [sign_in(client, "alice", f"wrong {n}") for n in range(7)]
    last = sign_in(client, "alice")
    assert not is_in(client) and last.status_code in {200, 429}
    assert b"Too many attempts" in last.content and b"Too many attempts" not in answers[0].content
    assert sign_in(client, "bob").status_code == 302


def test_other_spellings_do_not_give_more_attempts(alice, client):
    for n in range(3):
        sign_in(client, "alice", f"wrong {n}")
        sign_in(client, "13812345678", f"wrong {n}")
    assert sign_in(visitor(REMOTE_ADDR="203.0.113.9"), "alice@paper-crane.example").status_code != 302


def test_locked_accounts_open_again_after_a_quarter_of_an_hour(alice, client, monkeypatch):
    for n in range(6):
        sign_in(client, "alice", f"wrong {n}")
    later = time.time() + 16 * 60
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert sign_in(client, "alice").status_code == 302


def test_the_journal_tells_of_it_and_holds_no_password(alice, client):
    sign_in(client, "alice", "a secret slip")
    sign_in(client, "typed my password here", "x")
    sign_in(client, "alice")
    client.post("/account/logout/")
    assert verbs() == ["sign_in_failed", "sign_in_failed", "sign_in", "sign_out"]
    told = str(list(Entry.objects.values()))
    assert "slip" not in told and "typed my password" not in told and PASSWORD not in told
    assert Entry.objects.get(verb="sign_in").actor_id == alice.pk


def test_too_many_attempts_are_in_the_journal(alice, client):
    for n in range(6):
        sign_in(client, "alice", f"wrong {n}")
    assert "too many attempts" in Entry.objects.filter(label="org.user").order_by("-id").first().reason


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
                                    "http:///evil.example", "https:evil.example"])  # fmt: skip
def test_it_leads_to_no_other_host(alice, client, target):
    assert sign_in(client, "alice", next=target)["Location"] == "/"


def test_it_leads_back_to_where_one_wanted_to_go(alice, client):
    assert client.get(HOME)["Location"] == f"{LOGIN}?next=/catalog/products/"
    assert sign_in(client, "alice", next=HOME)["Location"] == HOME


def test_seven_days_when_asked_else_until_the_browser_closes(alice, client):
    sign_in(client, "alice")
    assert client.session.get_expire_at_browser_close()
    client.post("/account/logout/")
    sign_in(client, "alice", remember="on")
    assert client.session.get_expiry_age() == 7 * 86400 and not client.session.get_expire_at_browser_close()


def test_the_session_gets_a_new_key(alice, client):
    client.get(LOGIN)
    client.session["x"] = 1
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    sign_in(client, "alice")
    assert client.session.session_key != before


def test_signing_out_needs_a_post(alice, client):
    sign_in(client, "alice")
    assert client.get("/account/logout/").status_code == 200 and is_in(client)
    client.post("/account/logout/")
    assert not is_in(client)


def test_nobody_signs_up(client, db):
    assert b"password" not in client.get("/account/signup/").content
    client.post("/account/signup/", {"username": "mallory", "email": "m@evil.example", "password1": PASSWORD})
    assert not User.objects.filter(login="mallory").exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "confirm-email/abc/"])
def test_mail_addresses_are_not_changed_here(alice, client, path):
    sign_in(client, "alice")
    assert client.get(f"/account/{path}").status_code == 404


def test_a_closed_account_stays_outside(alice, client):
    User.objects.filter(pk=alice.pk).update(is_active=False)
    sign_in(client, "alice")
    assert not is_in(client)


def test_a_forgotten_password_is_set_by_a_link_that_works_once(alice, client):
    other = visitor()
    sign_in(other, "alice")
    client.post("/account/password/reset/", {"email": "alice@paper-crane.example"})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    new = {"password1": "another long word", "password2": "another long word"}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert not is_in(other)
    assert sign_in(client, "alice", "another long word").status_code == 302
    assert b"has been used" in visitor().get(link, follow=True).content
    assert verbs()[-2:] == ["reset_password", "sign_in"]


def test_resetting_tells_nobody_who_exists(alice, client):
    known, unknown = (client.post("/account/password/reset/", {"email": mail_address}) for mail_address in
                      ("alice@paper-crane.example", "nobody@paper-crane.example"))  # fmt: skip
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_a_broken_mail_server_tells_nothing_either(alice, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post("/account/password/reset/", {"email": "alice@paper-crane.example"}).status_code == 302


def test_resetting_is_throttled(alice, client):
    answers = [client.post("/account/password/reset/", {"email": "alice@paper-crane.example"}) for _ in range(6)]
    assert answers[-1].status_code == 429 and len(mail.outbox) == 5


def test_changing_the_password_ends_other_sessions(alice, client):
    other = visitor()
    sign_in(client, "alice")
    sign_in(other, "alice")
    change = {"oldpassword": PASSWORD, "password1": "another long word", "password2": "another long word"}
    assert client.post("/account/password/change/", change).status_code == 302
    assert is_in(client) and not is_in(other)
    assert "change_password" in verbs()


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password1234", "alice@paper-crane"])
def test_weak_passwords_are_refused(alice, client, weak):
    sign_in(client, "alice")
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert User.objects.get(pk=alice.pk).check_password(PASSWORD)


def test_all_other_sessions_can_be_ended(alice, client):
    others = [visitor(), visitor()]
    for one in (client, *others):
        sign_in(one, "alice")
    page = client.get("/account/sessions/")
    assert page.content.count(b"127.0.0.1") == 3
    client.post("/account/sessions/")
    assert is_in(client) and not any(map(is_in, others))


def test_a_person_without_account_cannot_sign_in(cast, client):
    with acting(SYSTEM):
        person = store.create(Person(name="Heidi", unit=cast.team, mobile="13900001111"))
    assert sign_in(client, person.number).status_code == 200 and not is_in(client)
