"""Finding records by what people type, on the database that the tests run on."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit import sets, store, verbs
from xianji.kit.registry import resource_of
from xianji.kit.search import ask
from xianji.kit.search.ask import matching, search
from xianji.sales.models import Opportunity, Order

pytestmark = pytest.mark.django_db


def titles(words, **options):
    return [hit.title for hit in search(words, **options)]


@pytest.fixture
def firms(as_system):
    names = ["深圳市千问科技有限公司", "栖梧半导体科技有限公司", "青雾环境监测", "上海千灯照明", "Golden Crane Ltd"]
    return [make(Customer, name=name, phone=f"021-5288-00{place}7") for place, name in enumerate(names, 10)]


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("青", "青雾环境监测"), ("栖梧", "栖梧半导体科技有限公司"), ("千问科技", "深圳市千问科技有限公司"),
        ("棲梧半導體", "栖梧半导体科技有限公司"), ("qiwu", "栖梧半导体科技有限公司"), ("qwbdt", "栖梧半导体科技有限公司"),
        ("qwu", "青雾环境监测"), ("gold", "Golden Crane Ltd"), ("crane", "Golden Crane Ltd"), ("s", "上海千灯照明"),
        ("021-5288-0012", "青雾环境监测"), ("0127", "青雾环境监测"), ("8001", "青雾环境监测"), ("千灯 照明", "上海千灯照明"),
    ],
)  # fmt: skip
def test_what_people_type_finds_the_firm(firms, typed, one):
    assert one in titles(typed)


@pytest.mark.parametrize("typed", ["", " ", "。", "圳", "环", "千灯 科技", "x", "9999", '"', "OR", "qwux"])
def test_what_no_title_begins_with_or_holds_finds_nothing(firms, typed):
    assert titles(typed, labels=["customers.customer"]) == []


def test_all_words_must_be_there(firms):
    assert titles("科技 深圳") == ["深圳市千问科技有限公司"]


def test_the_business_number_finds_its_record_first(firms):
    assert titles(firms[2].number)[0] == "青雾环境监测"
    assert titles(firms[2].number[-4:])[0] == "青雾环境监测"


def test_exact_titles_come_first_then_beginnings_then_the_place_in_the_title(as_system):
    names = ["华东海川仪器", "海川", "海川仪器二厂", "东海川"]
    for name in names:
        make(Customer, name=name)
    assert titles("海川", labels=["customers.customer"]) == ["海川", "海川仪器二厂", "东海川", "华东海川仪器"]
    assert titles("hc", labels=["customers.customer"])[:2] == ["海川仪器二厂", "海川"]


def test_an_old_exact_title_is_not_buried_under_newer_hits(as_system, monkeypatch):
    monkeypatch.setattr(ask, "NEWEST", 3)
    old = make(Customer, name="澄远")
    for place in range(6):
        make(Customer, name=f"分部{place}澄远")
    assert titles("澄远")[0] == old.name
    assert len(matching(resource_of(Customer), "澄远")) == 4


def test_a_changed_title_is_found_by_its_new_words_only(firms):
    firms[0].name = "珠海明月"
    store.change(firms[0])
    assert titles("明月") == ["珠海明月"]
    assert titles("千问") == []


def test_a_deal_is_found_by_its_customer_and_follows_a_new_name(firms):
    deal = make(Opportunity, name="产线二期", customer=firms[1])
    assert ("产线二期", "栖梧半导体科技有限公司") in [(hit.title, hit.subtitle) for hit in search("栖梧")]
    firms[1].name = "墨禾电子"
    store.change(firms[1])
    assert matching(resource_of(Opportunity), "墨禾") == [deal.pk]
    assert matching(resource_of(Opportunity), "栖梧") == []


@pytest.fixture
def belonging(firms):
    """What hangs on 栖梧半导体科技有限公司 and on Golden Crane Ltd: their names stand beside."""
    make(Contact, name="沈若棠", job="总经理", customer=firms[1])
    make(Opportunity, name="产线二期", customer=firms[1])
    make(Order, customer=firms[1])
    make(Contact, name="Ann Weir", customer=firms[4])


@pytest.mark.parametrize("typed", ["栖梧", "半导体", "棲梧半導體", "半导体 栖梧"])
def test_what_belongs_to_a_customer_is_found_by_the_letters_of_its_name(belonging, typed):
    labels = {hit.label for hit in search(typed)}
    assert labels == {"customers.customer", "customers.contact", "sales.opportunity", "sales.order"}


def test_it_is_found_by_english_words_too(belonging):
    assert {"Golden Crane Ltd", "Ann Weir"} == set(titles("golden cra"))


@pytest.mark.parametrize("typed", ["qiwu", "qwbdt", "bandaoti"])
def test_how_a_customers_name_sounds_finds_the_customer_alone(belonging, typed):
    assert titles(typed) == ["栖梧半导体科技有限公司"]


def test_titles_and_other_names_are_found_by_how_they_sound_further_texts_are_not(belonging):
    make(Customer, name="深圳市某某计算机系统", short_name="澄远")
    assert titles("chengyuan") == titles("cy") == ["深圳市某某计算机系统"]
    assert titles("shenruotang") == ["沈若棠"] and titles("cxeq") == ["产线二期"]
    assert titles("总经理") == ["沈若棠"] and titles("zongjingli") == []


def test_the_trash_is_not_searched_until_it_is_emptied_back(firms):
    verbs.delete(firms[2])
    assert titles("青雾") == []
    verbs.restore(firms[2])
    assert titles("青雾") == ["青雾环境监测"]


def test_bulk_writes_are_found_too(firms):
    rows = Customer.unscoped.filter(pk__in=[firms[0].pk, firms[1].pk])
    sets.change_many(rows, {"short_name": "两江"}, verb="change")
    assert len(titles("两江")) == 2
