"""However the index is asked, the answer is what a plain reading of all rows would give."""

import random
from datetime import UTC, datetime

import pytest
from django.db import connection

from xianji.kit import registry
from xianji.kit.search import ask, common, engine, finding, places, words
from xianji.kit.search.common import Counted
from xianji.kit.search.gathering import Row
from xianji.kit.search.models import SearchRow
from xianji.kit.search.terms import ANYTHING, But, Demand, Either, Every, Word, every, for_postgresql, for_sqlite
from xianji.lib.actor import Actor, Reach
from xianji.org.models import Share

pytestmark = pytest.mark.django_db

KINDS = ("customers.customer", "customers.contact", "sales.opportunity", "catalog.product", "catalog.uom")
PATHS = ("1.", "1.2.", "1.2.5.", "1.3.")
SYLLABLES = ("深", "圳", "金", "星", "科", "技", "有限公司", "Golden ", "8888")
TYPED = ("深", "深圳", "金星", "科技", "有限公司", "g", "go", "golden", "jx", "sz", "szjx", "jinxing", "8888", "科技 深圳", "星")
FEW, BEGIN = 12, 4


@pytest.fixture
def rows(as_system, cast, monkeypatch):
    """Titles of a few syllables, in every place, kind and hand; some are shared with person 7."""
    monkeypatch.setattr(ask, "NEWEST", FEW)
    monkeypatch.setattr(ask, "BEGINNING", BEGIN)
    luck = random.Random(4)
    made = [_row(luck, number) for number in range(400)]
    SearchRow.objects.all().delete()
    engine.insert(made)
    for row in luck.sample([row for row in made if registry.resources[row.label].model.owned], 40):
        Share.objects.create(label=row.label, record_id=row.record_id, person=cast.person("alice"))
    return list(SearchRow.objects.order_by("-id"))


def _row(luck, number):
    label = luck.choice(KINDS)
    is_owned = registry.resources[label].model.owned
    owner, path = (luck.randint(1, 4), luck.choice(PATHS)) if is_owned else (None, "")
    title = "".join(luck.choices(SYLLABLES, k=luck.randint(1, 4))).strip()
    tokens = f"{places.place_tokens(label, owner, path)} {words.title_tokens(title)}"
    return Row(label, number, title, "", "", owner, path, " ".join(dict.fromkeys(tokens.split())), datetime.now(UTC))


def everybody(cast):
    """Reaches of every kind: all, a tree and one's own, a unit alone, one's own with shares for some kinds, one kind."""
    alice = cast.person("alice").pk
    tree, own = Reach(own=True, trees=frozenset({"1.2."})), Reach(own=True)
    all_of = Reach(everywhere=True)
    yield _actor(alice, dict.fromkeys(KINDS, all_of))
    yield _actor(alice, dict.fromkeys(KINDS[:4], all_of))
    yield _actor(alice, {**dict.fromkeys(KINDS[:3], tree | Reach(shared=True)), "catalog.uom": all_of})
    yield _actor(2, {KINDS[0]: tree, KINDS[1]: Reach(units=frozenset({"1."})), KINDS[2]: all_of})
    yield _actor(alice, {KINDS[0]: own | Reach(shared=True), KINDS[1]: own, KINDS[2]: own, KINDS[3]: all_of})
    yield _actor(3, {KINDS[0]: own | Reach(shared=True), KINDS[1]: own, KINDS[2]: own, KINDS[3]: all_of})
    yield _actor(alice, {KINDS[1]: Reach(shared=True), KINDS[4]: all_of})
    yield _actor(4, {KINDS[1]: own})
    yield _actor(alice, {})


def _actor(person, reaches):
    return Actor(name="x", person_id=person, rights={f"{label}.view": reach for label, reach in reaches.items()})


def plainly(rows, typed, who):
    """(label, record) of what the search promises, by reading every row: all hits or, where they are too many, the newest in
    scope with those that begin so, and what is shared."""
    hits = [row for row in rows if _meets(words.demand(typed), row.tokens.split())]
    shared = set(Share.objects.filter(person=who.person_id).values_list("label", "record_id"))
    reach = {row: who.reach(f"{row.label}.view") for row in hits}
    inside = [row for row in hits if reach[row] and _lies_in(reach[row], row, who)]
    opened = [row for row in hits if reach[row] and reach[row].shared and (row.label, row.record_id) in shared]
    heads = {word.token for word in words.beginning(typed)}
    begins = [row for row in inside if heads & set(row.tokens.split())]
    if len(inside) > FEW:
        inside = inside[:FEW] + begins[:BEGIN]
    return {(row.label, row.record_id) for row in [*inside, *opened[:FEW]]}


def _lies_in(reach, row, who):
    is_owned = registry.resources[row.label].model.owned
    return reach.everywhere or not is_owned or reach.holds_path(row.org_path) or (reach.own and row.owner_id == who.person_id)


def _meets(demand, tokens):
    match demand:
        case Word(token, True):
            return any(one[: len(token)] == token for one in tokens)
        case Word(token, False):
            return tokens.count(token) > 0
        case Either(parts):
            return any([_meets(part, tokens) for part in parts])
        case _:
            return all([_meets(part, tokens) for part in demand.parts])


def told_alike(monkeypatch, part, rows):
    """PostgreSQL is taken to have counted so much."""
    monkeypatch.setattr(finding, "share", part)
    monkeypatch.setattr(finding, "sampled", part)
    monkeypatch.setattr(finding, "rows", lambda: rows)


def _scarce_places(demand: Demand) -> float:
    """Few rows lie where somebody may see them; everything typed is common."""
    return 0.001 if any(f"'={sign}" in str(demand) for sign in "oup") else 0.9


ESTIMATES = {
    "not counted": (lambda demand: 0.0, 0),
    "common": (lambda demand: 1.0, 10**6),
    "common in a short walk": (lambda demand: 1.0, 50),
    "scarce places": (_scarce_places, 400),
    "rare": (lambda demand: 1e-9, 10**6),
}


@pytest.mark.parametrize("estimate", ESTIMATES)
def test_every_way_answers_as_a_plain_reading_does(rows, cast, monkeypatch, estimate):
    told_alike(monkeypatch, *ESTIMATES[estimate])
    met = 0
    for who in everybody(cast):
        for typed in TYPED:
            found = [(hit.label, hit.record_id) for hit in ask.search(typed, who, limit=1000)]
            assert len(found) == len(set(found))
            assert set(found) == plainly(rows, typed, who), (typed, who.rights)
            met += len(found)
    assert met > 500, "the comparison compares something"


def test_one_place_is_asked_for_once_whatever_is_shared(cast):
    """Two kinds of which one is also shared lie in the same places: split, each row of the kind would be read twice."""
    own = Reach(own=True)
    seen = {KINDS[0]: own, KINDS[1]: own | Reach(shared=True)}
    assert places.parts(_actor(7, {}), seen, dict.fromkeys(KINDS[:2], True)) == [Word("=o7")]
    kinds = {**dict.fromkeys(KINDS[:3], True), "catalog.uom": False}
    assert places.parts(_actor(7, {}), seen, kinds) == [Every((Word("=o7"), But(Word(f"={KINDS[2]}"))))]


def test_what_must_not_be_there_never_stands_alone():
    demand = every(Word("a"), every(Word("b", True), But(Word("=c"))))
    assert for_sqlite(demand) == '(("a" AND "b"*) NOT "=c")'
    assert for_postgresql(demand) == "('a' & 'b':* & !'=c')"
    with pytest.raises(ValueError, match="beside"):
        for_sqlite(But(Word("=c")))


def test_parts_of_all_rows_come_from_what_was_counted(monkeypatch):
    told = Counted(100, ("golden", "goldfish", "公司", "有限"), (0.02, 0.1, 0.7, 0.6))
    monkeypatch.setattr(common, "_counted", lambda *_now: told)
    monkeypatch.setattr(common, "sampled", lambda demand: 0.3 if demand == Word("fkzp", True) else 0.0)
    assert common.share(Word("公司")) == 0.7
    assert common.share(Word("公")) == common.share(Word("青雾")) == 0.0
    assert common.share(Word("gold", True)) == 0.1
    assert common.share(Word("fkzp", True)) == 0.3
    assert common.share(every(Word("有限"), Word("公司"))) == 0.6
    assert common.share(Either((Word("有限"), Word("公司")))) == 1.0
    assert common.share(But(Word("有限"))) == pytest.approx(0.4)
    assert common.share(ANYTHING) == 1.0


def test_beginnings_are_looked_for_in_some_rows(rows, monkeypatch):
    monkeypatch.setattr(common, "LUCK", [place / 100 for place in range(100)])
    monkeypatch.setattr(common, "SPOTS", 10)
    monkeypatch.setattr(common, "_last", lambda cursor: rows[0].id)
    common.forget()
    seen = len([row for row in rows if "8888" in row.tokens]) / len(rows)
    assert common.sampled(Word("888", True)) == pytest.approx(seen, abs=0.15)
    assert common.sampled(Word("none", True)) == 0.0
    common.forget()


@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_postgresql_walks_and_gathers_as_it_is_told(rows, monkeypatch):
    """Were its planner to turn one into the other, a common word would take seconds."""
    plans = []

    def explained(sql, parameters):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", parameters)
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
        return []

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kit_searchrow")
    common.forget()
    assert common.rows() == len(rows) and common.share(Word("深")) > 0.1
    monkeypatch.setattr(finding, "_ids", explained)
    finding._walked(Word("深"), 5, 1.0, 100)
    finding._gathered(Word("深"), 5)
    common.forget()
    walking, gathering = plans
    assert "Index Scan Backward using kit_searchrow_pkey" in walking and "kit_search_words" not in walking
    assert "Bitmap Index Scan on kit_search_words" in gathering and "Sort" in gathering


def test_a_row_is_asked_for_the_words_before_its_place(monkeypatch):
    """What follows is not looked at where the first is missing, and a place may be one of sixty kinds."""
    asked, word, place = [], Word("深"), Either((Word("=customers.customer"), Word("=customers.contact")))
    monkeypatch.setattr(finding, "_walked", lambda demand, *_more: asked.append(demand))
    monkeypatch.setattr(finding, "_gathered", lambda demand, *_more: asked.append(demand))
    finding._by_gin(word, place, 10, ANYTHING)
    assert asked == [Every((word, place))] * 2
