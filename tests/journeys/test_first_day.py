"""A company from its first day: founded, filled, at work, and true to the cent after somebody has left."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from tests.journeys.walking import CUSTOMERS, PEOPLE, UNITS, behind, enter, fill, founded, press, upload, won
from tests.theatre import Theatre
from xianji.audit.proof import verify
from xianji.customers.models import Customer
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.policy.coverage.actions import sign, uncovered
from xianji.policy.models import Version
from xianji.sales.models import Opportunity

DEAL, CUSTOMER = "sales.opportunity", "customers.customer"


@pytest.fixture(scope="module")
def company(theatre: Theatre, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Client]:
    """The first administrator in the browser of a company that has its units, people and customers."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), theatre.alone(), override_settings(HOME=home, MEDIA_ROOT=home):
        cache.clear()
        browser = founded()
        assert upload(browser, "org.unit", UNITS, 名称="name", 类型="kind", 上级="parent")["created"] == 4
        people = {"姓名": "name", "组织单元": "unit", "角色": "role", "登录名": "login", "上级": "supervisor"}
        assert upload(browser, "org.person", PEOPLE, **people)["created"] == 4
        assert upload(browser, CUSTOMER, CUSTOMERS, 客户名称="name", 规模="size_class", 负责人="owner")["created"] == 2
        yield browser


@pytest.fixture
def first(company: Client, db: None) -> Client:
    """What a test does in the company is undone."""
    return company


def sell(browser: Client, name: str, customer: str, amount: str) -> int:
    """A deal from the first talk to won."""
    pk = fill(browser, DEAL, name=name, customer=customer)
    for _stage in range(4):
        press(browser, DEAL, pk, "advance")
    press(browser, DEAL, pk, "win", amount=amount)
    return pk


def test_the_regulation_comes_into_force_and_is_read(first: Client) -> None:
    draft = int(first.post("/policy/load", {"default": "1"}).url.rsplit("/", 1)[1])
    version = Version.unscoped.get(pk=draft)
    with acting(SYSTEM):
        sign(uncovered(version), "waits")
    press(first, "policy.version", draft, "submit", effective_on=str(timezone.localdate()))
    clause = enter("wen").get("/policy/reading", follow=True)
    assert clause.status_code == 200
    assert clause.context["clause"].number


def test_a_deal_is_won_and_everybody_sees_their_part_of_it(first: Client) -> None:
    wen, cen = enter("wen"), enter("cen")
    sell(wen, "传感器更新", "甲木重工(虚构)", "120000.50")
    sell(cen, "网关", "乙水食品(虚构)", "8000")
    seen = {login: won(login) for login in ("wen", "bai", "cen", "ji", "first")}
    assert seen == {"wen": "120000.50", "bai": "0.00", "cen": "8000.00", "ji": "120000.50", "first": "128000.50"}
    assert behind(enter("ji"), 0) == ["传感器更新"]
    assert behind(first, 0) == ["网关", "传感器更新"]
    assert Customer.unscoped.get(name="甲木重工(虚构)").state == "active"


def test_what_was_said_stands_on_the_page_and_dates_the_last_contact(first: Client) -> None:
    wen, pk = enter("wen"), Customer.unscoped.get(name="甲木重工(虚构)").pk
    said = {"kind": "call", "subject": "问了下一季度的需求", "at": "2026-03-02T10:00"}
    assert wen.post(f"/workspace/activities/about/{CUSTOMER}/{pk}", said).status_code == 302
    assert "问了下一季度的需求" in wen.get(f"/customers/customers/{pk}").content.decode()
    assert str(Customer.unscoped.get(pk=pk).last_contact_on) == "2026-03-02"


def test_what_is_not_ones_own_is_not_there(first: Client) -> None:
    pk = Customer.unscoped.get(name="甲木重工(虚构)").pk
    cen = enter("cen")
    assert cen.get(f"/customers/customers/{pk}").status_code == 404
    assert "甲木重工" not in cen.get("/search", {"q": "甲木"}).content.decode()
    assert "甲木重工" in enter("wen").get("/search", {"q": "jmzg"}).content.decode()


def test_a_leaver_is_handed_over_and_the_figures_stay(first: Client) -> None:
    wen = enter("wen")
    deal = sell(wen, "传感器更新", "甲木重工(虚构)", "120000.50")
    leaver, heir = (Person.unscoped.get(name=name) for name in ("闻溪", "柏舟"))
    press(first, "org.person", leaver.pk, "leave", successor=heir.number)
    assert wen.get("/sales/opportunities/").status_code == 302
    assert Opportunity.unscoped.get(pk=deal).owner_id == heir.pk
    assert enter("bai").get(f"/sales/opportunities/{deal}").status_code == 200
    assert won("first") == won("bai") == "120000.50"


def test_the_journal_of_the_day_is_whole(first: Client) -> None:
    sell(enter("wen"), "传感器更新", "甲木重工(虚构)", "120000.50")
    with acting(SYSTEM):
        report = verify()
    assert report.problems == []
    assert report.entries > 30
