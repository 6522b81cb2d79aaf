"""Whatever is sent is answered in JSON and never breaks anything."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tests.kit.api.conftest import Caller

Call = Callable[[str], Caller]
DEALS = "/sales/opportunities"


@pytest.mark.parametrize(
    "asked",
    [
        {"amount": "NaN"}, {"amount": "1e-99999999"}, {"amount": "1e400"}, {"amount": "10.001"}, {"amount": "1..x"},
        {"owner": "9" * 30}, {"owner": "9" * 5000}, {"unit": "9" * 30}, {"after": "x"}, {"after": "W1siMSJd"},
        {"closed_on": "0000"}, {"closed_on": "2026-W99"}, {"closed_on": "last_99999999999_days"}, {"stage": "\0"},
        {"columns": "nonsense"}, {"columns": "customer__name"}, {"limit": "0"}, {"limit": "201"}, {"limit": "²"},
        {"before": "x"}, {"sort": "-"}, {"sort": "owner"}, {"nonsense": "1"}, {"count": "1"}, {"stage": "nonsense"},
    ],
    ids=lambda asked: str(asked)[:40],
)  # fmt: skip
def test_a_malformed_question_is_400(call: Call, asked: dict) -> None:
    status, told = call("alice").get(DEALS, **asked)
    assert (status, set(told) - {"problems"}) == (400, {"code", "message", "fields"})
    assert {one["given"] for one in told.get("problems", [])} <= {value[:200] for value in asked.values()}


@pytest.mark.parametrize("day", ["9999-12-31", "..9999-12-31", "0001-01-01", "0001-01-01.."])
def test_the_ends_of_the_calendar_are_refused(call: Call, day: str) -> None:
    assert call("alice").get("/customers/customers", updated_at=day)[0] == 400


@pytest.mark.parametrize("mark", ["WzEsIDk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ", "W251bGwsIDFd", "WyJ4IiwgLTFd"])
def test_a_forged_page_mark_breaks_nothing(call: Call, mark: str) -> None:
    for sort in ("name", "amount", "closed_on", "updated_at", "pk"):
        assert call("alice").get(DEALS, sort=sort, after=mark)[0] in {200, 400}


@pytest.mark.parametrize(
    "body", ["{", "[" * 100_000, '{"name": NaN}', b"\xff", '{"a":' * 50_000, "9" * 5000, b'{"name": "\xc3"}']
)
def test_a_body_that_is_not_json_is_400(call: Call, body: str | bytes) -> None:
    assert call("alice").post(DEALS, body)[0] == 400


@pytest.mark.parametrize("body", ["[]", "1", "null", '"x"', "", '{"name": 1e-99999999}', '{"name":"x","amount":1e-99999999}'])
def test_a_body_of_another_shape_is_422(call: Call, body: str) -> None:
    assert call("alice").post(DEALS, body)[0] == 422


def test_a_body_that_is_too_large_is_413(call: Call, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert call("alice").post(DEALS, {"name": "x" * 200})[0] == 413


@pytest.mark.parametrize("pk", ["abc", "0", "-1", "1.5", "9" * 30, "9" * 5000, "%00", "1%2F2", "１x"])
def test_a_malformed_id_is_refused(call: Call, pk: str) -> None:
    assert call("alice").send("GET", f"{DEALS}/{pk}")[0] in {400, 404, 422}


def test_unknown_addresses_and_methods(call: Call) -> None:
    alice = call("alice")
    assert alice.get("/nonsense")[0] == alice.get("/")[0] == alice.get(f"{DEALS}/")[0] == 404
    status, told = alice.send("PUT", DEALS, {})
    assert (status, told["code"], alice.last["Allow"]) == (405, "not_allowed", "GET, POST")


def test_our_own_fault_is_told_as_such(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xianji.kit.api.rows.page_of", lambda query: 1 / 0)
    status, told = call("alice").get(DEALS)
    assert (status, told["code"]) == (500, "broken")
    assert "division" not in json.dumps(told)


def test_refusals_speak_the_readers_language() -> None:
    told = {lang: Client(headers={"Accept-Language": lang}).get(f"/api{DEALS}").json()["message"] for lang in ("en", "zh-CN")}
    assert told["en"].startswith("Send a token")
