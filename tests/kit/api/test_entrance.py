"""Who gets in: tokens, sessions with their word, and nobody else."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.kit.api.conftest import Caller
from xianji.audit.models import Entry
from xianji.kit.api import entrance, tokens
from xianji.org.models import Token

PLACE = "/api/catalog/products"


def status(header: str | None) -> int:
    return Client(headers={"Authorization": header} if header is not None else {}).get(PLACE).status_code


def test_only_a_hash_is_kept_and_the_journal_knows(cast: Cast) -> None:
    token = tokens.make(cast.users["alice"], "stock system", days=30)
    kept = Token.objects.get()
    assert token.startswith("xj_")
    assert token not in kept.digest + kept.tail
    assert kept.tail == token[-4:]
    assert Entry.objects.filter(verb="token", label="org.user", reason="stock system").exists()


def test_a_token_opens_and_notes_its_use(cast: Cast) -> None:
    assert status(f"Bearer {tokens.make(cast.users['alice'], 'x')}") == 200
    assert Token.objects.get().used_at is not None


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer xj_wrong", "Basic YTpi", "Bearer \xe9\xff", "xj_"])
def test_others_stay_outside(cast: Cast, header: str | None) -> None:
    answer = Client(headers={"Authorization": header} if header is not None else {}).get(PLACE)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert json.loads(answer.content)["code"] == "not_signed_in"


def test_an_expired_token_and_an_inactive_user_stay_outside(cast: Cast) -> None:
    token = f"Bearer {tokens.make(cast.users['alice'], 'x')}"
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert status(token) == 401
    Token.objects.update(expires_at=None)
    cast.users["alice"].is_active = False
    cast.users["alice"].save()
    assert status(token) == 401


def test_who_guesses_must_wait_and_right_tokens_need_not(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrance, "FAILURES", 3)
    assert [status("Bearer xj_guess") for _ in range(4)] == [401, 401, 401, 429]
    answer = Client(headers={"Authorization": "Bearer xj_guess"}).get(PLACE)
    assert 0 < int(answer["Retry-After"]) <= entrance.WINDOW
    assert status(f"Bearer {tokens.make(cast.users['alice'], 'x')}") == 200


def test_a_session_reads_and_writes_only_with_its_word(enter: Callable) -> None:
    alice = enter("alice", enforce_csrf_checks=True)
    assert alice.get(PLACE).status_code == 200
    body = {"name": "Paper"}
    refused = alice.post("/api/customers/customers", body, "application/json")
    assert (refused.status_code, json.loads(refused.content)["code"]) == (403, "csrf")
    alice.cookies["csrftoken"] = "a" * 32
    done = alice.post("/api/customers/customers", body, "application/json", headers={"X-CSRFToken": "a" * 32})
    assert done.status_code == 201


def test_a_wrong_token_is_not_saved_by_a_session(enter: Callable) -> None:
    assert enter("alice").get(PLACE, headers={"Authorization": "Bearer xj_wrong"}).status_code == 401


def test_a_token_goes_before_the_session(enter: Callable, call: Callable[[str], Caller]) -> None:
    frank, alice = enter("frank"), call("alice")
    named = {"Authorization": f"Bearer {alice.token}"}
    made = frank.post("/api/customers/customers", {"name": "Paper"}, "application/json", headers=named)
    assert json.loads(made.content)["owner"]["title"] == "Alice"
