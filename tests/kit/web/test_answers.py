"""What stands in the place of a page: errors, refusals, and the way back."""

import pytest
from django.test import RequestFactory, override_settings

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import ports, store
from xianji.kit.web.answers import came_from, safe_next
from xianji.org.company import settled
from xianji.org.models import Company


def test_a_missing_page_says_so_in_the_shell(cast, enter):
    answer = enter("alice").get("/nothing/here")
    assert answer.status_code == 404 and 'class="side"' in answer.content.decode()


def test_a_stranger_is_sent_to_the_door_and_back(db, client):
    answer = client.get("/customers/customers/?state=lost")
    assert answer.status_code == 302 and "next=/customers/customers/%3Fstate%3Dlost" in answer.url


def test_a_stranger_behind_htmx_is_told_401(db, client):
    answer = client.get("/customers/customers/", headers={"HX-Request": "true"})
    assert answer.status_code == 401 and "HX-Redirect" not in answer.headers


@pytest.fixture
def refused(cast, enter):
    """An auditor, who only looks, tries to give up somebody's customer."""
    firm = make(Customer, name="Heron", owner=cast.person("alice"))
    return lambda **headers: enter("dave").post(f"/customers/customers/{firm.pk}/do/lose", {"version": 1, "note": "x"}, headers=headers)


def test_who_may_not_is_told_whom_to_ask(cast, refused, as_system):
    assert "Ask Frank (administrator)." in refused().content.decode()
    dave = cast.person("dave")
    dave.supervisor = cast.person("erin")
    store.change(dave)
    answer = refused()
    assert answer.status_code == 403 and "Ask Erin (your supervisor) or Frank (administrator)." in answer.content.decode()


@pytest.mark.parametrize("address", ["/nothing/here", "refused", "refused within a page"])
def test_the_code_on_the_page_stands_in_the_log(refused, enter, caplog, address):
    asked = {"refused": refused, "refused within a page": lambda: refused(HX_Request="true")}
    answer = asked.get(address, lambda: enter("alice").get(address))()
    code = answer["X-Request-ID"]
    assert f">{code}</code>" in answer.content.decode()
    assert [line for line in caplog.messages if line.startswith(f"Answered {answer.status_code} with code {code}: /")]


def test_nothing_typed_into_an_address_forges_a_line_of_the_log(enter, caplog):
    enter("alice").get("/nothing%0AAnswered 500 with code 0: /here")
    assert not any("\n" in line for line in caplog.messages if line.startswith("Answered"))


def test_who_may_not_see_something_is_told_of_nobody(cast, enter):
    firm = make(Customer, name="Heron", owner=cast.person("alice"))
    answer = enter("carol").post(f"/customers/customers/{firm.pk}/do/lose", {"version": 1, "note": "x"})
    assert answer.status_code == 404 and "Frank" not in answer.content.decode()


@override_settings(DEBUG=False)
def test_a_broken_server_answers_without_the_database(cast, enter, monkeypatch, django_assert_num_queries):
    client = enter("alice")
    client.raise_request_exception = False
    monkeypatch.setattr("xianji.kit.lists.views.controls.filters", lambda query: 1 / 0)
    answer = client.get("/customers/customers/")
    assert answer.status_code == 500 and b"<code" in answer.content and b'class="side"' not in answer.content


@pytest.mark.parametrize(
    "wish", ["https://evil.example/", "//evil.example/", "evil", "/\\evil.example", "javascript:alert(1)"]
)
def test_only_our_own_pages_are_returned_to(wish):
    assert safe_next(RequestFactory().get("/", {"next": wish}), "/home") == "/home"


def test_a_refused_question_leads_back_to_the_page_without_it():
    assert came_from(RequestFactory().get("/customers/customers/?colour=red")) == "/customers/customers/"
    sent = RequestFactory().post("/x", headers={"Referer": "http://testserver/customers/customers/3?tab=history"})
    assert came_from(sent) == "/customers/customers/3"
    assert came_from(RequestFactory().post("/x", headers={"Referer": "http://evil.example/a"})) == "/"


def test_a_control_that_objects_is_named_with_its_clause(cast, enter, monkeypatch):
    firm = make(Customer, name="Heron", owner=cast.person("alice"))
    objection = ports.Objection("4.4.2", "A quote is still open.", "Q-7", "the director")
    monkeypatch.setattr(
        ports, "objections", lambda verb, records, values: [objection] if verb.endswith(".lose") else []
    )
    answer = enter("alice").post(f"/customers/customers/{firm.pk}/do/lose", {"version": 1, "note": "gone"})
    text = answer.content.decode()
    assert answer.status_code == 422 and all(
        part in text for part in ("4.4.2", "A quote is still open.", "Q-7", "the director")
    )
    assert Customer.unscoped.get().state == firm.state


def test_every_answer_carries_the_strict_policy(cast, enter):
    for path in ("/customers/customers/", "/nothing", "/customers/customers/count"):
        headers = enter("alice").get(path).headers
        assert (
            "script-src 'self'" in headers["Content-Security-Policy"]
            and "unsafe-eval" not in headers["Content-Security-Policy"]
        )


def test_pages_are_sent_packed_and_what_programs_read_is_not(enter):
    asked = {"headers": {"Accept-Encoding": "gzip"}}
    page, told = (enter("alice").get(path, **asked) for path in ("/customers/customers/", "/api/customers/customers"))
    assert page.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in page.headers["Vary"]
    assert told.status_code == 200 and "Content-Encoding" not in told.headers


@pytest.mark.parametrize("browser", ["", "fr-FR,fr;q=0.9"])
def test_who_asks_for_no_language_of_ours_is_spoken_to_in_that_of_the_company(cast, client, browser):
    Company.objects.update(language="zh-hant")
    settled.forget()
    answer = client.get("/account/login/", headers={"Accept-Language": browser} if browser else {})
    settled.forget()
    assert answer["Content-Language"] == "zh-Hant"
