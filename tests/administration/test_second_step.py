"""The authenticator app and recovery codes."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.administration.conftest import is_in, sign_in, visitor
from tests.cast import PASSWORD
from xianji.audit.models import Entry
from xianji.org import rotation
from xianji.org.models import User

STEP = "/account/2fa/authenticate/"


def code_of(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def alice(cast: Any) -> User:
    return cast.users["alice"]


@pytest.fixture
def secret(alice: User, client: Client) -> str:
    """Alice has switched the app on, through the pages; her browser is signed out again."""
    sign_in(client, "alice")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    found = re.search(r"Type this into the app: (\w+)", page)[1]
    assert client.post("/account/2fa/totp/activate/", {"code": code_of(found)}).status_code == 302
    client.post("/account/logout/")
    return found


def test_the_password_alone_does_not_open(secret, client):
    assert sign_in(client, "alice")["Location"] == STEP
    assert not is_in(client)


def test_the_code_opens(secret, client):
    sign_in(client, "alice", next="/catalog/products/")
    answer = client.post(STEP, {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/catalog/products/")
    assert is_in(client)
    assert "password + mfa" in Entry.objects.filter(verb="sign_in").latest("id").reason


def test_a_code_works_once(secret, client):
    sign_in(client, "alice")
    code = code_of(secret)
    client.post(STEP, {"code": code})
    again = visitor()
    sign_in(again, "alice")
    assert again.post(STEP, {"code": code}).status_code == 200 and not is_in(again)


def test_a_wrong_code_stays_outside_and_is_written_down(secret, client):
    sign_in(client, "alice")
    assert client.post(STEP, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert "second step" in Entry.objects.filter(verb="sign_in_failed").latest("id").reason


def test_guessing_codes_is_throttled(secret, client):
    sign_in(client, "alice")
    for guess in range(6):
        client.post(STEP, {"code": f"00000{guess}"})
    client.post(STEP, {"code": code_of(secret)})
    assert not is_in(client)


def test_a_new_sign_in_gives_no_new_guesses(secret, client):
    for guess in range(6):
        sign_in(client, "alice")
        client.post(STEP, {"code": f"00000{guess}"})
    sign_in(client, "alice")
    client.post(STEP, {"code": code_of(secret)})
    assert not is_in(client)


def test_a_recovery_code_opens_once(secret, client):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    for expected in (True, False):
        one = visitor()
        sign_in(one, "alice")
        one.post(STEP, {"code": codes[0]})
        assert is_in(one) is expected


def test_switching_it_off_asks_for_the_password_again(secret, client):
    sign_in(client, "alice")
    client.post(STEP, {"code": code_of(secret)})
    assert "reauthenticate" in client.post("/account/2fa/totp/deactivate/")["Location"]
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(verb="remove_second_step").exists()


def test_the_secret_is_sealed_and_survives_a_new_key(secret, client):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    rotation.rotate()
    assert str(list(Authenticator.objects.values_list("data", flat=True))) != stored
    sign_in(client, "alice")
    client.post(STEP, {"code": code_of(secret)})
    assert is_in(client)


@pytest.mark.parametrize("path", ["", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"])
def test_every_page_of_it_is_shown(secret, client, path):
    sign_in(client, "alice")
    client.post(STEP, {"code": code_of(secret)})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(f"/account/2fa/{path}").status_code == 200
