"""What may be here already: found by key and by words, told in scope, and beyond it no more than whom to ask."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer

NEW, CHECK = "/customers/customers/new", "/customers/customers/check?field="
USCI = "91310000631696382C"
PLAIN = {"name": "Heron Works", "registration_type": "none", "country": "CN"}
KEYED = PLAIN | {"name": "Other", "registration_type": "usci", "registration_no": USCI}


@pytest.fixture
def firm(cast):
    return make(Customer, name="Heron Works", registration_type="usci", registration_no=USCI, owner=cast.person("alice"))


def told(answer):
    return answer.context["alike"]


@pytest.mark.parametrize(("typed", "is_sure"), [("Heron Works", True), ("HERON  works", True), ("Heron Works Co., Ltd.", True), ("Heron", False)])
def test_a_name_with_the_same_words_is_told_while_one_types(firm, enter, typed, is_sure):
    answer = enter("alice").post(f"{CHECK}name", PLAIN | {"name": typed})
    assert [(one.pk, one.is_sure) for one in told(answer).twins] == [(firm.pk, is_sure)]
    assert f'href="/customers/customers/{firm.pk}"' in answer.content.decode() and 'hx-swap-oob="true"' in answer.content.decode()


def test_a_company_is_found_by_its_chinese_name_without_its_form(cast, enter):
    firm = make(Customer, name="苍鹭机械", owner=cast.person("alice"))
    answer = enter("alice").post(f"{CHECK}name", PLAIN | {"name": "苍鹭机械有限公司"})
    assert [one.pk for one in told(answer).twins] == [firm.pk]


def test_a_key_outside_the_scope_tells_the_unit_and_the_class_and_nothing_else(cast, enter):
    hidden = make(Customer, name="Secret Crane", registration_type="usci", registration_no=USCI, owner=cast.person("carol"))
    answer = enter("alice").post(f"{CHECK}registration_no", KEYED)
    text = answer.content.decode()
    assert not told(answer).twins and "Ask South 1 · No class yet" in text
    assert "Secret" not in text and "Carol" not in text and hidden.number not in text and f"customers/{hidden.pk}" not in text


def test_a_name_outside_the_scope_tells_nothing(cast, enter):
    make(Customer, name="Heron Works", owner=cast.person("carol"))
    assert not told(enter("alice").post(f"{CHECK}name", PLAIN))


def test_a_mobile_is_found_by_its_fingerprint_however_it_is_written(cast, firm, enter):
    known = make(Contact, customer=firm, name="Wei", owner=cast.person("alice"), mobile="13812345678")
    answer = enter("alice").post("/customers/contacts/check?field=mobile", {"name": "Lin", "mobile": "+86 138 1234 5678"})
    assert [one.pk for one in told(answer).twins] == [known.pk] and "13812345678" not in answer.content.decode()


def test_the_trash_is_like_nothing(firm, enter):
    Customer.unscoped.filter(pk=firm.pk).update(deleted_at=firm.updated_at)
    assert not told(enter("alice").post(f"{CHECK}registration_no", KEYED)).twins


def test_what_nobody_has_looked_at_is_not_saved_twice(firm, enter):
    client = enter("alice")
    answer = client.post(NEW, PLAIN)
    assert answer.status_code == 422 and Customer.unscoped.count() == 1 and f'value="{firm.pk}"' in answer.content.decode()
    assert client.post(NEW, PLAIN | {"alike": str(firm.pk)}).status_code == 302 and Customer.unscoped.count() == 2


def test_at_most_five_are_told_and_their_cost_is_known(cast, enter, django_assert_max_num_queries):
    for place in range(7):
        make(Customer, name=f"Heron {place}", owner=cast.person("alice"))
    client = enter("alice")
    client.post(f"{CHECK}name", PLAIN | {"name": "Heron"})
    with django_assert_max_num_queries(6):
        answer = client.post(f"{CHECK}name", PLAIN | {"name": "Heron"})
    assert len(told(answer).twins) == 5
