"""Nobody finds what he may not see, not even its number of hits."""

import pytest

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit import store
from xianji.kit.registry import resource_of
from xianji.kit.search import index
from xianji.kit.search.ask import matching, search
from xianji.kit.search.models import SearchRow
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, Actor
from xianji.org.actors import access_changed
from xianji.org.models import Share
from xianji.org.units.tree import refile


def found(cast, name, words="云岫"):
    with cast.acting(name):
        return sorted(hit.title for hit in search(words, labels=["customers.customer"]))


@pytest.fixture
def customers(cast):
    owners = {"云岫一": "alice", "云岫二": "bob", "云岫三": "carol"}
    return {name: make(Customer, name=name, owner=cast.person(who)) for name, who in owners.items()}


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("alice", ["云岫一"]), ("bob", ["云岫一", "云岫二"]), ("carol", ["云岫三"]), ("frank", []),
        ("erin", ["云岫一", "云岫三", "云岫二"]), ("dave", ["云岫一", "云岫三", "云岫二"]),
    ],
)  # fmt: skip
def test_each_finds_what_the_list_would_show(cast, customers, name, seen):
    assert found(cast, name) == seen
    with cast.acting(name):
        assert sorted(Customer.objects.filter(name__startswith="云岫").values_list("name", flat=True)) == seen


def test_what_is_shared_is_found_until_it_no_longer_is(cast, customers):
    share = Share.objects.create(
        label="customers.customer", record_id=customers["云岫三"].pk, person=cast.person("alice")
    )
    assert found(cast, "alice") == ["云岫一", "云岫三"]
    with cast.acting("alice"):
        assert len(matching(resource_of(Customer), "云岫")) == 2
    share.delete()
    assert found(cast, "alice") == ["云岫一"]


def test_a_handed_over_record_is_found_by_its_new_owner_alone(cast, customers):
    with actor.acting(SYSTEM):
        customers["云岫一"].owner = cast.person("carol")
        store.change(customers["云岫一"], verb="hand_over")
    assert found(cast, "alice") == []
    assert found(cast, "carol") == ["云岫一", "云岫三"]


def test_a_moved_unit_takes_its_rows_along(cast, customers):
    with actor.acting(SYSTEM):
        cast.team.parent = cast.south
        store.change(cast.team)
        cast.team.refresh_from_db()
        assert found(cast, "bob") == ["云岫一", "云岫二"], "while the move is carried out, the former path holds"
        refile(cast.team)
        assert index.refile(cast.team) == 2
    row = SearchRow.objects.get(title="云岫一")
    assert row.org_path == cast.team.path and f"=u{cast.team.path} " in row.tokens
    access_changed()
    assert found(cast, "bob") == ["云岫一", "云岫二"]


def test_columns_decide_when_tokens_would_say_more(cast, customers):
    """A row whose tokens were widened by a mistake still shows only to those whom its columns allow."""
    tokens = f"=customers.customer =o{cast.person('alice').pk} 云岫"
    SearchRow.objects.filter(title="云岫三").update(tokens=tokens)
    assert found(cast, "alice") == ["云岫一"]


def test_somebody_without_permissions_finds_nothing(cast, customers):
    assert search("云岫", Actor(name="nobody", person_id=cast.person("alice").pk)) == []


def test_secret_numbers_are_found_whole_or_by_tail_never_by_part(cast, as_system):
    make(Contact, name="沈若棠", mobile="138 6600 4321")
    for typed in ("13866004321", "+86 138-6600-4321", "4321", "138 6600 4321"):
        assert [hit.title for hit in search(typed)] == ["沈若棠"], typed
    for typed in ("1386600", "660043", "321", "138", "1386", "13866004320"):
        assert search(typed) == [], typed


def test_no_digit_of_a_secret_number_stands_in_the_index(cast, as_system):
    contact = make(Contact, name="韩彻", mobile="13912348765")
    tokens = SearchRow.objects.get(label="customers.contact", record_id=contact.pk).tokens
    assert "8765" not in [token[:4] for token in tokens.split()] and "1391234" not in tokens
    assert len([token for token in tokens.split() if token.startswith("=h")]) == 2


def test_guarded_fields_are_not_searched(as_system, monkeypatch):
    resource = resource_of(Customer)
    monkeypatch.setattr(type(resource), "guarded", {"short_name": "customers.see_names"})
    index.gathering.sources.cache_clear()
    make(Customer, name="砚川", short_name="秘名")
    assert search("秘名") == []
    index.gathering.sources.cache_clear()


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_many_newer_hits_of_others_hide_nothing_of_ones_own(cast, monkeypatch, name):
    """More rows have the words than are read; then the places are asked for together with them."""
    monkeypatch.setattr("xianji.kit.search.ask.NEWEST", 3)
    for one in ("云岫旧一", "云岫旧二"):
        make(Customer, name=one, owner=cast.person("alice"))
    for place in range(5):
        make(Customer, name=f"云岫新{place}", owner=cast.person("carol"))
    assert found(cast, name) == ["云岫旧一", "云岫旧二"]
    assert len(found(cast, "erin")) >= 3
