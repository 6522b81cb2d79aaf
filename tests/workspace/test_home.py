"""The door after signing in."""

import pytest

from xianji.org.models import Assignment, User

pytestmark = pytest.mark.django_db


def test_home_leads_to_the_first_page_one_may_open(enter):
    assert enter("alice").get("/")["Location"] == "/customers/customers/"


def test_somebody_without_a_role_is_told_whom_to_ask(enter, cast):
    Assignment.objects.all().delete()
    User.objects.update(access_version=99)
    response = enter("alice", headers={"Accept-Language": "en"}).get("/")
    assert response.status_code == 200 and b"administrator" in response.content
