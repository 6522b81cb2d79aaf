"""Covering a version by screen: suggested with the reason, confirmed by a person, signed, taken back; then in force."""

import pytest
from django.utils import timezone

from xianji.kit import registry
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.clauses.models import Clause
from xianji.policy.coverage import actions, page, reading
from xianji.policy.coverage.models import Coverage
from xianji.policy.coverage.rules import shared
from xianji.policy.versions.actions import submit
from xianji.policy.versions.loading import load_default


@pytest.fixture
def version(cast):
    with cast.acting("erin"):
        yield load_default("en")
    reading.forget()


def confirmed():
    return Coverage.unscoped.filter(state="confirmed", deleted_at=None)


def test_shared_words_are_marked():
    assert shared("Files are checked.", "CHECKED files!") == [("Files", True), (" are ", False), ("checked", True), (".", False)]
    assert shared("定期对客户信息进行更新", "客户信息须更新") == [("定期对", False), ("客户信息", True), ("进行", False), ("更新", True)]
    assert shared("", "x") == []


def test_the_whole_way_by_screen(cast, version, enter):
    client, address = enter("erin", headers={"Accept-Language": "en"}), f"/policy/coverage/{version.pk}"
    assert client.post(address, {"do": "suggest"}).status_code == 302
    offered = Coverage.unscoped.filter(state="suggested").count()
    shown = client.get(address).content.decode()
    assert offered and "<mark>" in shown and not confirmed().exists()
    one = Coverage.unscoped.filter(state="suggested").select_related("clause").first()
    client.post(address, {"confirm": one.pk, "at": one.clause.number})
    assert list(confirmed().values_list("pk", "confirmed_by__name")) == [(one.pk, "Erin")]
    client.post(f"{address}?rows={one.pk}")
    assert not confirmed().exists() and Coverage.unscoped.filter(state="suggested").count() == offered
    client.post(address, {"do": "confirm_likely", "least": "1"})
    assert confirmed().count() == offered
    with cast.acting("erin"), pytest.raises(Blocked, match="1.2"):
        submit(version, effective_on=timezone.localdate())
    with acting(SYSTEM):
        left = [row.clause.pk for row in page.rows(version) if row.is_asked and not row.is_done]
    assert client.post(address, {"do": "sign", "clause": left, "why": "elsewhere"}).status_code == 422
    client.post(address, {"do": "sign", "clause": left, "why": "declares"})
    with acting(SYSTEM):
        assert page.progress(page.rows(version))[0] == page.progress(page.rows(version))[1] > 40
        assert not actions.uncovered(version)
    with cast.acting("erin"):
        submit(version, effective_on=timezone.localdate())
    reading.forget()
    assert set(reading.numbers()) == set(confirmed().exclude(control="").values_list("control", flat=True))
    with cast.acting("erin"), pytest.raises(Refused, match="new version"):
        actions.withdraw(confirmed())


def test_a_chosen_control_and_a_signed_reason_can_be_taken_back_and_given_again(cast, version):
    clause = Clause.unscoped.get(number="3.3.2", policy_version=version)
    name = next(one.full_name for one in registry.controls.values() if one.clause == "3.3.2a")
    with cast.acting("erin"):
        for _again in range(2):
            actions.match(clause, name)
            actions.sign([clause], "waits")
            assert confirmed().count() == 1
            actions.withdraw(confirmed())
            actions.sign([clause], "waits")
            actions.withdraw(confirmed())
            assert not confirmed().exists()


def test_what_is_typed_wrong_is_told_and_others_may_not_decide(cast, version, enter):
    client, address = enter("erin", headers={"Accept-Language": "en"}), f"/policy/coverage/{version.pk}"
    for asked, told in [({"do": "confirm_likely", "least": "x"}, "not a percentage"), ({"do": "sign", "why": "waits"}, "Tick the clauses"),
                        ({"match": "1"}, "Choose a control"), ({"do": "sign", "clause": [Clause.unscoped.filter(policy_version=version).first().pk], "why": "z"}, "Say why")]:  # fmt: skip
        answer = client.post(address, asked)
        assert answer.status_code == 422 and told in answer.content.decode(), asked
    page_of_alice = enter("alice").get(address)
    assert page_of_alice.status_code == 200 and "<select" not in page_of_alice.content.decode().split('class="body"')[1].split("</table>")[0]
    assert enter("alice").post(address, {"do": "suggest"}).status_code == 403
    with cast.acting("alice"), pytest.raises(NotPermitted):
        actions.sign([], "waits")
    assert client.get("/policy/coverage/999999").status_code == 404


def test_it_takes_the_same_statements_for_any_number_of_clauses(cast, version, enter, django_assert_max_num_queries):
    client = enter("erin")
    client.post(f"/policy/coverage/{version.pk}", {"do": "suggest"})
    client.get(f"/policy/coverage/{version.pk}")
    with django_assert_max_num_queries(9):
        assert client.get(f"/policy/coverage/{version.pk}").status_code == 200
