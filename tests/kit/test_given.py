"""What a control found is told in the language of whoever reads, whichever language the night had."""

import pytest
from django.utils import timezone, translation

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.given import chosen, given_told


@pytest.mark.parametrize(("text", "english", "chinese"), [
    ("customers.customer.size_class=large", "Large", "大型"), ("customers.customer.size_class=", "—", "—"),
    ("customers.customer.size_class=gone", "gone", "gone"), ("3 / 7", "3 / 7", "3 / 7"), ("", "", ""),
    ("amounts=150719400/-5", "1,507,194.00 / −0.05", "1,507,194.00 / −0.05"), ("amounts=1/x", "amounts=1/x", "amounts=1/x"),
    ("2026-03", "2026-03", "2026-03"), *[(typed, typed, typed) for typed in (
        "2026-02-31", "customers.nothing.at_all=x", "customers.customer.nothing=x", "customers.customer.owner=1", "customers.customer.name=x",
        "customers.customer.orders=1",
    )],
])  # fmt: skip
def test_choices_are_told_as_the_reader_calls_them(text, english, chinese):
    with translation.override("en"):
        assert given_told(text) == english
    with translation.override("zh-hans"):
        assert given_told(text) == chinese


def test_a_day_is_told_as_everywhere():
    with translation.override("en"):
        assert given_told(f"{timezone.localdate()}") == "today" and given_told("2019-03-09") == "2019-03-09"


@pytest.mark.django_db
def test_a_choice_is_kept_with_its_field(cast):
    with cast.acting("alice"):
        made = make(Customer, name="Mill", size_class="small", owner=cast.person("alice"))
    found = Customer.unscoped.annotate(given=chosen(Customer, "size_class")).get(pk=made.pk)
    assert found.given == "customers.customer.size_class=small"
