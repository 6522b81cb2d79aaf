"""What is kept in memory never outlives a right: the next request already knows that it is gone."""

import pytest

from tests.kit.api.conftest import Caller
from tests.making import make
from xianji.kit.api import tokens
from xianji.org.access.models import Assignment, Grant, Role
from xianji.org.actors import access_changed
from xianji.org.models import Token, User
from xianji.sales.models import Opportunity


@pytest.fixture
def deal(cast):
    return make(Opportunity, owner=cast.person("alice"), amount="10")


@pytest.fixture
def program(cast):
    return Caller(tokens.make(cast.users["alice"], "test"))


@pytest.fixture
def browser(enter):
    return enter("alice")


def by_api(program, deal):
    version = Opportunity.unscoped.get(pk=deal.pk).version
    return program.patch(f"/sales/opportunities/{deal.pk}", {"next_step": f"v{version}", "version": version})[0]


def by_form(browser, deal):
    now = Opportunity.unscoped.get(pk=deal.pk)
    return browser.post(f"/sales/opportunities/{deal.pk}/edit", {"name": now.name, "next_step": f"f{now.version}",
                                                                 "version": now.version}).status_code  # fmt: skip


@pytest.fixture
def both(program, browser, deal):
    """The two statuses; each has gone well once, so that whatever is kept is kept."""
    told = lambda: (by_api(program, deal), by_form(browser, deal))  # noqa: E731
    assert told() == (200, 302)
    return told


def test_a_role_that_was_taken_away(cast, both):
    Assignment.objects.filter(user=cast.users["alice"]).delete()
    access_changed([cast.users["alice"].pk])
    assert both() == (404, 404)


def test_a_permission_that_the_role_has_lost(cast, both):
    Grant.objects.filter(role=Role.unscoped.get(code="REP"), permission="sales.opportunity.change").delete()
    access_changed()
    assert both() == (403, 403)


def test_a_record_that_was_handed_over(cast, both, deal):
    Opportunity.unscoped.filter(pk=deal.pk).update(owner=cast.person("carol"), org_path=cast.branch.path)
    assert both() == (404, 404)


def test_an_account_that_was_closed(cast, both, browser, deal):
    User.objects.filter(pk=cast.users["alice"].pk).update(is_active=False)
    assert both() == (401, 302)
    assert "/account/login/" in browser.get(f"/sales/opportunities/{deal.pk}/edit")["Location"]


def test_a_token_that_was_withdrawn(cast, program, both, deal):
    Token.objects.all().delete()
    assert by_api(program, deal) == 401


def test_sessions_that_were_ended(cast, both, browser, deal):
    before = Opportunity.unscoped.get(pk=deal.pk).version
    User.objects.filter(pk=cast.users["alice"].pk).update(session_series=2)
    answer = browser.post(f"/sales/opportunities/{deal.pk}/edit", {"name": "x", "version": before})
    assert (answer.status_code, answer["Location"][:15]) == (302, "/account/login/")
    assert Opportunity.unscoped.get(pk=deal.pk).version == before
