"""Generating is stopped, goes on, refuses a house where others work, and deals out exactly what its tables say."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from tests.config.conftest import PASSWORD
from tests.config.test_generate import generate
from tests.making import make
from xianji.audit.models import Entry
from xianji.config.generate import numbers, shares, storing
from xianji.config.generate.names import Names
from xianji.config.generate.words import SCRIPTS, words
from xianji.customers.models import Contact, Customer
from xianji.kit import store, verbs
from xianji.kit.search import engine, finding
from xianji.kit.search.models import SearchRow
from xianji.kit.search.terms import Word
from xianji.lib import actor, ids
from xianji.lib.actor import SYSTEM
from xianji.org.models import Company, Person, Unit, User
from xianji.org.unindexed import indexes
from xianji.sales.models import Order
from xianji.workspace.models import Activity

WISH = ("--seed", 3, "--language", "zh-hant", "--password", PASSWORD)


@pytest.fixture
def home(db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.HOME = tmp_path
    with actor.acting(SYSTEM):
        yield


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "BLOCK", 20)


@pytest.mark.alike
def test_stopped_in_the_middle_it_goes_on_behind_the_last_whole_block(
    home: None, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert, begun = storing._insert, []

    def stopping(model: Any, *given: Any, **more: Any) -> None:
        begun.append(model)
        if begun.count(Activity) == 3:
            raise KeyboardInterrupt
        insert(model, *given, **more)

    monkeypatch.setattr(storing, "_insert", stopping)
    assert "goes on" in generate("--customers", 70, *WISH, ok=False).output
    assert Customer.unscoped.count() == SearchRow.objects.filter(label=Customer.label()).count() == 40
    monkeypatch.setattr(storing, "_insert", insert)
    generate("--customers", 70, *WISH)
    serials = Customer.unscoped.order_by("pk").values_list("external_ref", flat=True)
    assert list(map(int, serials)) == list(range(70))
    assert not Contact.unscoped.filter(~Q(customer__external_source="generate 3")).exists()
    assert "70 customers of this seed" in generate("--customers", 70, *WISH).output
    assert Customer.unscoped.count() == 70 and Unit.unscoped.filter(kind="team").count() == 100


@pytest.mark.alike
def test_a_house_where_others_work_is_left_alone_unless_told_otherwise(home: None) -> None:
    Company.objects.create(pk=1, name="Paper Crane")
    top = make(Unit, name="Paper Crane", kind="company")
    own, taken = make(Customer, name="Paper Lantern"), User.objects.create_user("director", password=PASSWORD)
    entries = Entry.objects.count()
    assert "Paper Crane" in generate("--customers", 5, *WISH, ok=False).output
    assert (Customer.unscoped.count(), Entry.objects.count()) == (1, entries)
    told = generate("--customers", 5, *WISH, "--add").output
    assert Customer.unscoped.count() == 6 and Customer.unscoped.get(pk=own.pk).name == "Paper Lantern"
    assert Unit.unscoped.get(parent=None) == top and Company.here().demo == ""
    assert "director-3" in told and User.objects.get(login="director").pk == taken.pk


@pytest.mark.alike
def test_a_password_is_made_up_and_shown_once(home: None) -> None:
    told = generate("--customers", 1, "--language", "en").output
    password = told.rsplit(": ", 1)[1].strip()
    assert User.objects.get(login="nobody").check_password(password)
    assert User.objects.get(login="admin").check_password(password)
    assert "Password" not in generate("--customers", 1, "--language", "en").output


def test_a_weak_password_is_refused_before_anything_is_made(home: None) -> None:
    generate("--customers", 1, "--password", "short", ok=False)
    assert not Company.objects.exists() and not Person.unscoped.exists()


@pytest.mark.parametrize("first", [0, 1, 777])
def test_any_thousand_customers_have_exactly_their_share(first: int) -> None:
    ranks = [shares.rank_of(serial) for serial in range(first, first + 1000)]
    dealt = [sum(table[rank] for rank in ranks) for table in TABLES]
    assert dealt == [2000, 1000, 2000, 5000]
    assert [max(table) >= most for table, most in zip(TABLES, (40, 60, 100, 500), strict=True)] == [True] * 4


TABLES = (shares.CONTACTS, shares.DEALS, shares.ORDERS, shares.ACTIVITIES)


def test_slots_are_filled_by_share() -> None:
    filled = shares.slots("abc", [0.5, 0.25, 0.25])
    assert [filled.count(letter) / shares.SLOTS for letter in "abc"] == [0.5, 0.25, 0.25]


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_two_companies_of_a_script_are_called_the_same(script: str) -> None:
    names, draw = Names(script, 1), Random(1).random
    called = {names.company(serial, draw).name for serial in range(30_000)}
    assert len(called) == 30_000


def test_the_three_scripts_offer_the_same_kinds_of_words() -> None:
    kinds = [{name: type(told) for name, told in words(script).items() if name not in CUT} for script in SCRIPTS]
    assert kinds[0] == kinds[1] == kinds[2]
    assert len({len(words(script)["industries"]) for script in SCRIPTS}) == 1


CUT = {"first", "second", "surnames", "given"}
"""A text of characters in Chinese, a list of words in English."""


def test_made_up_registration_numbers_are_right_and_differ() -> None:
    for make_one, refusal in ((lambda n: numbers.usci("440300", n), ids.valid_usci), (numbers.ubn, ids.valid_ubn),
                              (numbers.hk_br, ids.valid_hk_br)):  # fmt: skip
        several = [make_one(serial) for serial in range(5000)]
        assert len(set(several)) == 5000
        assert not [one for one in several if refusal(one)]


def test_a_large_load_builds_its_indexes_afterwards_and_leaves_the_same(
    home: None, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [one for model in storing.FILLED for one in indexes(model)]
    declared = {one.name for one in every if not one.is_looked_up} - {*storing.KEPT}
    seen: list[set[str]] = []
    store = storing.store_block

    def looking(*given: Any) -> None:
        seen.append(standing() & declared)
        store(*given)

    monkeypatch.setattr(storing, "store_block", looking)
    monkeypatch.setattr(storing, "LARGE", 30)
    before = standing()
    assert declared <= before and len(declared) > 60
    generate("--customers", 40, *WISH)
    assert seen == [set(), set()] and standing() == before
    generate("--customers", 60, *WISH)
    assert seen[2:] == [declared] and standing() == before
    assert {one.name for one in every} <= before
    assert len(found("=sales.order")) == Order.unscoped.count() > 0
    words_are_those_of_the_rows()


def test_what_is_written_again_during_a_large_load_is_found(home: None) -> None:
    kept, gone = make(Customer, name="Paper Crane"), make(Customer, name="Paper Lantern")
    with engine.without_words():
        for one, name in ((make(Customer, name="Paper Boat"), "Paper Kite"), (kept, "Paper Swan")):
            one.name = name
            store.change(one)
        gone.deleted_at = timezone.now()
        store.change(gone, verb="delete")
    words_are_those_of_the_rows()
    assert [len(found(word)) for word in ("kite", "swan", "boat", "crane", "lantern")] == [1, 1, 0, 0, 0]
    verbs.change(kept, {"name": "Paper Owl"})
    words_are_those_of_the_rows()


def words_are_those_of_the_rows() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # raises where words and rows differ
            cursor.execute("INSERT INTO kit_searchwords(kit_searchwords, rank) VALUES ('integrity-check', 1)")


def test_a_large_load_reads_nothing_whole(home: None, small_blocks: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the indexes of lists, what follows a write must still find what it asks for by an index."""
    if connection.vendor != "sqlite":
        pytest.skip("On so few rows PostgreSQL rightly reads them all.")
    asked: dict[str, Any] = {}
    filled = {model._meta.db_table for model in storing.FILLED}

    def noting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many and sql.startswith(("SELECT", "UPDATE", "DELETE", "INSERT INTO kit_searchwords")):
            asked[sql] = params
        return execute(sql, params, many, context)

    monkeypatch.setattr(storing, "LARGE", 30)
    store, plans = storing.store_block, {}

    def looking(*given: Any) -> None:
        with connection.execute_wrapper(noting):
            store(*given)
        with connection.cursor() as cursor:
            for sql, params in asked.items():
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
                plans[sql] = [row[-1] for row in cursor.fetchall()]

    monkeypatch.setattr(storing, "store_block", looking)
    generate("--customers", 40, *WISH)
    whole = {(sql, step) for sql, steps in plans.items() for step in steps
             if step.startswith("SCAN") and step.split()[1].strip('"') in filled}  # fmt: skip
    assert len(plans) > 10 and not whole


def test_a_large_load_that_was_killed_finds_its_words_with_the_next(
    home: None, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's words stand in the row.")
    monkeypatch.setattr(storing, "LARGE", 20)
    monkeypatch.setattr(engine, "_words_after", lambda last: iter(()))
    generate("--customers", 20, *WISH)
    assert not found("=sales.order")
    monkeypatch.undo()
    monkeypatch.setattr(storing, "BLOCK", 20)
    monkeypatch.setattr(storing, "LARGE", 20)
    generate("--customers", 60, *WISH)
    assert len(found("=sales.order")) == Order.unscoped.count() > 0


def found(word: str) -> list[int]:
    """Ids of the search rows that hold a word, by the index itself."""
    if connection.vendor == "sqlite":
        return finding._matched(Word(word), "ASC", 100_000)
    return finding._gathered(Word(word), 100_000)


def standing() -> set[str]:
    """The names of all indexes."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'index'" if connection.vendor == "sqlite" else (
        "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}
