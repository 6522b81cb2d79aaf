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
from xianji.org.access.models import Role
from xianji.org.models import Assignment, Person, Unit, User
from xianji.policy.models import Version

pytestmark = pytest.mark.django_db


def test_home_is_today(enter):
    assert 'id="today-tasks"' in enter("alice").get("/").content.decode()


def test_somebody_without_a_role_is_told_whom_to_ask(enter, cast):
    Assignment.objects.all().delete()
    User.objects.update(access_version=99)
    response = enter("alice", headers={"Accept-Language": "en"}).get("/")
    assert response.status_code == 200 and b"administrator" in response.content


def test_a_new_company_says_what_to_do_first_to_whoever_may_do_it(founder):
    page = founder.get("/").content.decode()
    every = [step for chapter in registry.chapters for step in chapter.beginnings]
    own = [step for step in every if step.permission != "sales.contracttemplate.create"]
    assert len(own) == 6 and [step for step in every if f'href="{step.href}"' in page] == own
    Assignment.objects.create(user=User.objects.get(), role=Role.unscoped.get(code="LEG"))
    User.objects.update(access_version=77)
    shown = founder.get("/begin").content.decode()
    assert all(f'href="{step.href}"' in shown for step in every), "lawyers also take over contracts"
    assert page.index("Draw the organisation") < page.index("Load the regulation") < page.index("Bring in the customers")


def test_the_first_steps_go_when_they_are_done(founder):
    with acting(SYSTEM):
        make(Unit, parent=Unit.unscoped.get(parent=None))
        make(Person), make(Product), make(Customer), make(Version, state="published")
        User.objects.create_user("second", "", None)
    assert 'id="today-tasks"' in founder.get("/").content.decode()
    assert "All is done" in founder.get("/begin").content.decode()


def test_a_step_is_done_when_its_data_is_there(founder):
    assert "0 of 6 done" in founder.get("/").content.decode()
    with acting(SYSTEM):
        make(Customer)
    shown = founder.get("/").content.decode()
    assert "1 of 6 done" in shown and "Begin: Bring in the customers" not in shown and "Begin: Load the regulation" in shown


def test_later_hides_the_list_until_the_next_sign_in(founder):
    assert founder.post("/begin/later")["Location"] == "/" and b'id="today-tasks"' in founder.get("/").content
    assert founder.get("/begin").status_code == 200
    founder.force_login(User.objects.get())
    assert b'id="today-tasks"' in founder.get("/").content, "the same session goes on"
    again = Client(headers={"Accept-Language": "en"})
    again.force_login(User.objects.get())
    assert "First steps" in again.get("/").content.decode()


def test_an_empty_list_points_to_the_first_steps_for_whoever_may_do_them(founder, django_assert_max_num_queries):
    assert 'href="/begin"' in founder.get("/customers/customers/").content.decode()
    with django_assert_max_num_queries(16):
        founder.get("/begin")


def test_who_only_administers_sees_only_those_steps(enter):
    shown = enter("frank").get("/begin").content.decode()
    assert 'href="/catalog/products/"' in shown.split("<main")[1] and "/policy/load" not in shown.split("<main")[1]


def test_others_have_no_first_steps(enter):
    alice = enter("alice")
    assert alice.get("/begin").status_code == 404 and 'href="/begin"' not in alice.get("/customers/customers/").content.decode()


@pytest.fixture
def founder(db):
    """Signed in as the administrator of a company in which nothing was done yet."""
    founding.found(Founding(company="Crane", admin_password="a good long word", language="en"))
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(User.objects.get())
    return client
