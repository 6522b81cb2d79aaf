"""Access reviews: every open account once a quarter, confirmed by another, changed on the spot."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from xianji.administration.accessreviews.actions import close_account, confirm, take_role
from xianji.administration.accessreviews.controls import accounts_are_confirmed
from xianji.administration.accessreviews.models import AccessReview
from xianji.administration.accessreviews.opening import open_reviews, quarter_of
from xianji.kit.refusals import NotPermitted, Refused
from xianji.org.access.models import Role
from xianji.org.models import Person, Unit, User
from xianji.workspace.models import Notice


@pytest.fixture
def reviews(cast):
    Person.unscoped.filter(name__in=["Alice", "Carol"]).update(supervisor=cast.person("bob"))
    Unit.unscoped.filter(pk=cast.person("bob").unit_id).update(head=cast.person("erin"))
    assert open_reviews() == 7 and open_reviews() == 0
    return {one.name: one for one in AccessReview.unscoped.all()}


@pytest.mark.alike
def test_each_account_stands_with_who_leads_its_person(cast, reviews):
    owners = {name: one.owner.name if one.owner else None for name, one in reviews.items()}
    assert (owners["Alice"], owners["Carol"], owners["Bob"], owners["Erin"]) == ("Bob", "Bob", "Erin", None)
    assert reviews["Alice"].roles == "REP" and {one.quarter for one in reviews.values()} == {quarter_of(timezone.localdate())}
    notice = Notice.objects.get(kind="accessreview", person=cast.person("bob"))
    assert notice.values["count"] == 2 and "2 accounts wait" in notice.told
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]


def test_all_are_confirmed_at_once_and_nobody_confirms_themselves(cast, reviews, enter):
    ids = [reviews["Alice"].pk, reviews["Carol"].pk]
    page = enter("bob").get("/administration/accessreviews/?state=open").content.decode()
    assert "Alice" in page and "Carol" in page
    for pk in ids:
        with cast.acting("bob"):
            confirm(AccessReview.objects.get(pk=pk))
    assert set(AccessReview.unscoped.filter(pk__in=ids).values_list("state", flat=True)) == {"confirmed"}
    AccessReview.unscoped.filter(pk=reviews["Bob"].pk).update(owner=cast.person("bob"))
    with cast.acting("bob"), pytest.raises(NotPermitted):
        confirm(AccessReview.unscoped.get(pk=reviews["Bob"].pk))


def test_a_role_is_taken_and_an_account_closed_from_the_review(cast, reviews):
    with cast.acting("bob"):
        with pytest.raises(Refused):
            take_role(reviews["Alice"], role=Role.unscoped.get(code="SD"))
        take_role(reviews["Alice"], role=Role.unscoped.get(code="REP"), why="moved to another desk")
        close_account(reviews["Carol"], why="left for a year")
    assert not cast.users["alice"].assignments.exists() and not User.objects.get(login="carol").is_active
    states = {one.name: (one.state, one.note) for one in AccessReview.unscoped.filter(name__in=["Alice", "Carol"])}
    assert states == {"Alice": ("changed", "− REP moved to another desk"), "Carol": ("closed", "left for a year")}


@pytest.mark.shows("accounts_are_confirmed")
def test_a_review_is_done_within_its_days(cast, reviews):
    today = timezone.localdate()
    AccessReview.unscoped.filter(name__in=["Alice", "Bob"]).update(opened_on=today - timedelta(days=21))
    AccessReview.unscoped.filter(name="Bob").update(state="confirmed")
    found = accounts_are_confirmed.check(AccessReview.unscoped.all(), today, days=20)
    verdicts = dict(found.values_list("name", "verdict"))
    assert (verdicts["Alice"], verdicts["Bob"], verdicts["Carol"]) == ("fail", "pass", "pass")
