"""The door after signing in."""

import pytest
from django.test import Client

from tests.making import make
from xianji.catalog.models import Product
from xianji.config import founding
from xianji.config.founding import Founding
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, Person, Unit, User
from xianji.policy.models import Version

pytestmark = pytest.mark.django_db


def test_home_leads_to_the_first_page_one_may_open(enter):
    assert enter("alice").get("/")["Location"] == "/customers/customers/"


def test_somebody_without_a_role_is_told_whom_to_ask(enter, cast):
    Assignment.objects.all().delete()
    User.objects.update(access_version=99)
    response = enter("alice", headers={"Accept-Language": "en"}).get("/")
    assert response.status_code == 200 and b"administrator" in response.content


def test_a_new_company_says_what_to_do_first_to_whoever_may_do_it(founder):
    page = founder.get("/").content.decode()
    assert [page.count(f'href="{step.href}"') > 0 for chapter in registry.chapters for step in chapter.beginnings] == [True] * 5
    assert page.index("Draw the organisation") < page.index("Load the regulation") < page.index("Bring in the customers")


def test_the_first_steps_go_when_they_are_done(founder):
    with acting(SYSTEM):
        make(Unit, parent=Unit.unscoped.get(parent=None))
        make(Person), make(Product), make(Customer), make(Version, state="published")
    assert founder.get("/").status_code == 302


@pytest.fixture
def founder(db):
    """Signed in as the administrator of a company in which nothing was done yet."""
    founding.found(Founding(company="Crane", admin_password="a good long word", language="en"))
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(User.objects.get())
    return client
