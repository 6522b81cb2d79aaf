"""What is typed becomes a demand that no input can break, on either database."""

import time

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.making import build, make
from xianji.customers.models import Contact, Customer
from xianji.kit.search import gathering, index, words
from xianji.kit.search.ask import search
from xianji.kit.search.models import SearchRow
from xianji.kit.search.terms import Either, Every, Word, for_postgresql, for_sqlite
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

SIGNS = st.text(st.one_of(st.sampled_from("\"'\\*():^=&|!-+{}.%_ NEARORANDNOT深圳qw1"), st.characters(exclude_categories=["Cs"])), max_size=30)


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=SIGNS, title=SIGNS)
@example(typed='"深" OR "圳"* NEAR(a b) col:x', title="a\0b' OR 1=1 --")
@example(typed="'a':* & !'b' <-> \\", title="\\'深圳'")
def test_nothing_typed_or_stored_breaks_the_search(db, typed, title):
    with actor.acting(SYSTEM):
        search(typed)
        index.write(Customer, [_unsaved(title.replace("\0", ""))])
        search(title)


def _unsaved(title):
    return build(Customer, name=title, pk=7, updated_at=timezone.now())


def test_a_demand_is_written_for_each_database():
    demand = Every((Word('a"b'), Either((Word("c'd", True), Word("e\\f")))))
    assert for_sqlite(demand) == '("a""b" AND ("c\'d"* OR "e\\f"))'
    assert for_postgresql(demand) == "('a\"b' & ('c''d':* | 'e\\\\f'))"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("138 1234 5678", "+86 13812345678"), ("+8613812345678", "13812345678"), ("008613812345678", "138-1234-5678"),
        ("+886 912 345 678", "0912-345-678"), ("021-5288 6600", "+862152886600"), ("9123 4567", "91234567"),
        ("34012319800101123X", "34012319800101123x"),
    ],
)  # fmt: skip
def test_a_secret_number_is_one_number_however_it_is_written(db, written, typed):
    assert words.secret_core(written) == words.secret_core(typed) != ""


@pytest.mark.django_db
def test_a_title_says_what_it_begins_with(db):
    assert {"=^千", "=^千问科技", "=^q", "=^qwkj", "=^qian", "==千问科技公司"} <= set(words.heads("千問科技公司"))
    assert words.heads("、") == []


@pytest.mark.django_db
def test_people_are_found_by_their_surname_as_it_is_read(as_system):
    make(Contact, name="单伟")
    assert [hit.title for hit in search("shanwei")] == ["单伟"]


@pytest.mark.django_db
def test_rebuilding_gives_the_rows_that_writing_gave(as_system):
    for name in ("沐原", "岚桥", "临汐"):
        make(Customer, name=name)
    before = list(SearchRow.objects.order_by("id").values_list("label", "record_id", "title", "tokens"))
    SearchRow.objects.filter(title="岚桥").delete()
    assert index.rebuild("customers.customer") == 3
    after = SearchRow.objects.order_by("id").values_list("label", "record_id", "title", "tokens")
    assert sorted(after) == sorted(before)
    assert [hit.title for hit in search("岚桥")] == ["岚桥"]


@pytest.mark.django_db
def test_tokens_are_built_fast_enough_for_imports(db):
    customers = [build(Customer, name=f"云岫{place}号精密机械有限公司", number=f"AC-{place:06}", pk=place) for place in range(3000)]
    gathering.rows(Customer, customers[:10])
    begun = time.process_time()
    gathering.rows(Customer, customers)
    assert len(customers) / (time.process_time() - begun) > 4_000, "rows a second; about 20,000 on an idle machine"
