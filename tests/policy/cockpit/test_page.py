"""The page: what it says to whom, and what it costs."""

import re

import pytest
from django.utils import timezone

from tests.policy.cockpit.conftest import CONTROLS, cover, fill, in_force, late_files
from xianji.kit import verbs
from xianji.lib.actor import SYSTEM, acting
from xianji.policy.clauses.models import Clause
from xianji.policy.cockpit import rates
from xianji.policy.coverage import reading
from xianji.policy.versions.loading import load_default

TODAY = timezone.localdate()


@pytest.fixture
def house(cast, force):
    force()
    fill(cast, TODAY, days=20)
    late_files(cast, TODAY)
    return cast


def test_a_clause_shows_its_control_its_evidence_and_what_is_overdue_to_each_in_their_scope(house, enter):
    seen = {name: enter(name, headers={"Accept-Language": "en"}).get("/policy/cockpit/3.3.2?show=missing").content.decode() for name in ("erin", "alice", "carol")}
    assert all("Files are looked at in time" in text and "Every night" in text for text in seen.values())
    assert "Heron Water" in seen["erin"] and "Reed Chemicals" in seen["erin"]
    assert "Heron Water" in seen["alice"] and "Reed Chemicals" not in seen["alice"]
    assert "Heron Water" not in seen["carol"] and "Reed Chemicals" in seen["carol"]
    every = enter("erin").get(re.search(r'href="(/policy/findings/[?][^"]*)"', seen["erin"])[1].replace("&amp;", "&"))
    assert every.status_code == 200 and "Heron Water" in every.content.decode()
    assert "By team" in seen["erin"] and "South 1" in seen["erin"] and "South 1" not in seen["alice"]
    proved = enter("carol").get("/policy/cockpit/3.3.1").content.decode()
    assert "Reed Chemicals" in proved and "Heron Water" not in proved


def test_clauses_without_a_control_say_why_and_unknown_ones_are_not_found(house, enter):
    client = enter("erin", headers={"Accept-Language": "en"})
    assert "What it is about is not kept here yet" in client.get("/policy/cockpit/5.2.1").content.decode()
    assert client.get("/policy/cockpit/99.9").status_code == 404
    assert "The clauses below it have the controls." in client.get("/policy/cockpit/3.3").content.decode()


@pytest.mark.parametrize(("name", "statements"), [("erin", 15), ("bob", 16)])
def test_it_takes_the_same_statements_for_any_number_of_cases(house, enter, name, statements, django_assert_num_queries):
    client = enter(name)
    client.get("/policy/cockpit/3.3.1")
    with django_assert_num_queries(statements):
        assert client.get("/policy/cockpit/3.3.1").status_code == 200


def test_before_a_regulation_is_in_force_the_page_leads_there(cast, enter):
    client = enter("erin", headers={"Accept-Language": "en"})
    assert "/policy/load" in client.get("/policy/cockpit").content.decode()
    with acting(SYSTEM):
        version = load_default("en")
    assert f"/policy/coverage/{version.pk}" in client.get("/policy/cockpit").content.decode()
    assert "/policy/coverage" not in enter("alice").get("/policy/cockpit").content.decode()
    cover(version)
    in_force(version)
    assert client.get("/policy/cockpit").status_code == 200


def test_the_menu_carries_each_chapters_rate_in_the_readers_scope(house, enter):
    reading.forget()
    told = {name: enter(name).get("/policy/rates") for name in ("erin", "alice")}
    for name, answer in told.items():
        control_rates = rates.read("month", TODAY, house.actor(name), [one.full_name for one in CONTROLS if one.clause.startswith("3.")])
        assert 'id="rate-customers" hx-swap-oob="true"' in answer.content.decode()
        assert f">{control_rates.of([one.full_name for one in CONTROLS]).percent}%<" in answer.content.decode()
        assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert 'hx-get="/policy/rates"' in enter("alice").get("/policy/cockpit").content.decode()


def test_two_versions_side_by_side(house, enter):
    with acting(SYSTEM):
        later = load_default("en")
        clause = Clause.unscoped.get(policy_version=later, number="3.3.2")
        verbs.change(clause, {"text": "The owner checks a file every month."})
    cover(later, *CONTROLS[1:])
    text = enter("erin", headers={"Accept-Language": "en"}).get("/policy/compare").content.decode()
    assert "month" in text and "1 clause with other controls" in text and "Files are looked at in time" in text
    assert text.count('scope="rowgroup"') == 1
    assert enter("erin").get(f"/policy/compare?old={later.pk}&new={later.pk}").content.decode().count("rowgroup") == 0
