"""What of passkeys needs no browser: answers that are none."""

import json

import pytest
from allauth.mfa.models import Authenticator

from tests.administration.conftest import is_in, sign_in
from tests.cast import PASSWORD
from xianji.audit.models import Entry

ADD, ENTER = "/account/2fa/webauthn/add/", "/account/2fa/webauthn/login/"
PART = {"rawId": "aa", "id": "aa", "type": "public-key"}
JUNK = [
    [], {}, 3, "x", {"id": 1}, {"rawId": "é"}, PART | {"response": "x"}, PART | {"response": {"userHandle": "MQ"}},
    PART | {"response": {"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "oA", "signature": "aa"}},
]  # fmt: skip


@pytest.mark.parametrize("asked", [True, False])
def test_an_answer_that_is_none_opens_nothing(cast, client, asked):
    for junk in JUNK:
        if asked:
            assert client.get(ENTER, headers={"accept": "application/json"}).json()["request_options"]
        answer = client.post(ENTER, {"credential": json.dumps(junk)})
        assert (answer.status_code, answer["Location"]) == (302, "/account/login/"), junk
    assert not is_in(client)
    assert Entry.objects.filter(verb="sign_in_failed", reason__contains="passkey").count() >= len(JUNK) - 3


def test_an_answer_that_is_none_adds_nothing(cast, client):
    sign_in(client, "alice")
    assert "reauthenticate" in client.get(ADD)["Location"] or client.get(ADD).status_code == 200
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    for junk in JUNK:
        client.get(ADD)
        page = client.post(ADD, {"name": "Key", "credential": json.dumps(junk)})
        assert page.status_code == 200, junk
    assert not Authenticator.objects.exists()
    assert "Start again" in page.content.decode()
