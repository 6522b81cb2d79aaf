"""Asking the search index: the words alone find the newest that fit; where those are too many to be all, once more inside
what one may see. Each hit is checked by its own columns; the best of them come first."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from xianji.kit import registry
from xianji.kit.columns import title_told
from xianji.kit.said import MARK
from xianji.kit.search import finding, places, words
from xianji.kit.search.gathering import is_indexed
from xianji.kit.search.ranking import ranks
from xianji.kit.search.reading import met
from xianji.kit.search.terms import Demand, either, holds
from xianji.lib import actor as acting
from xianji.lib.actor import Actor, Reach
from xianji.org import scope

NEWEST = 1000
BEGINNING = 200
COLUMNS = "r.id, r.label, r.record_id, r.title, r.subtitle, r.number, r.owner_id, r.org_path"
Row = tuple[Any, ...]


class Hit(NamedTuple):
    """One record found: what is shown of it and where its page is."""

    label: str
    record_id: int
    title: str
    subtitle: str
    number: str
    touched: datetime | str
    rank: int
    """0 is exactly what was typed, 1 and 2 begin so, 3 has it in the title, 4 in the number, 5 elsewhere."""

    @property
    def resource(self) -> Any:
        return registry.resource_of(self.label)

    @property
    def updated_at(self) -> datetime:
        """SQLite hands out moments as text without their zone, which is UTC."""
        at = datetime.fromisoformat(self.touched) if isinstance(self.touched, str) else self.touched
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    @property
    def href(self) -> str:
        return self.resource.address(self.record_id)


def matching(resource: Any, text: str) -> list[int]:
    """Ids of records of one kind that have all the words: among the newest 1,000 in the actor's scope, best first."""
    found = _found(text, acting.current(), [resource])
    return [hit.record_id for hit in found]


def among(resource: Any, text: str) -> list[int]:
    """As `matching`, in no order and unread: for a question that asks for the scope itself. The kind is no condition: SQLite
    would read all rows of it."""
    who = acting.current()
    seen = places.reaches(who, [resource])
    demand = words.demand(text)
    if demand is None or not seen:
        return []
    ids = _ids(text, demand, who, seen)
    if not ids:
        return []
    with connection.cursor() as cursor:
        wanted = ", ".join(map(str, ids))
        cursor.execute(f"SELECT label, record_id FROM kit_searchrow WHERE id IN ({wanted})")
        return [pk for label, pk in cursor.fetchall() if label == resource.label]


def search(text: str, actor: Actor | None = None, labels: Iterable[str] | None = None, limit: int = 20) -> list[Hit]:
    """The best hits over everything that the actor may see, or over some kinds of it."""
    wanted = registry.resources.keys() if labels is None else [label for label in labels if label in registry.resources]
    return _found(text, actor or acting.current(), [registry.resources[label] for label in wanted])[:limit]


def _found(text: str, who: Actor, resources: list[Any]) -> list[Hit]:
    seen = places.reaches(who, resources)
    demand = words.demand(text)
    if demand is None or not seen:
        return []
    rows = [called(row) for row in _visible(_rows(text, _ids(text, demand, who, seen), who, seen), who, seen)]
    begins = {row[0] for row in rows if row[9]}
    ranked = sorted(
        (rank, row) for rank, row in zip(ranks(text, [(row[0], row[3], row[5]) for row in rows], begins), rows, strict=True)
    )
    return [Hit(row[1], row[2], row[3], row[4], row[5], row[8], rank[0]) for rank, row in ranked]


def called(row: Row) -> Row:
    """With its title in the language of now, where the program gave it."""
    if MARK not in row[3]:
        return row
    return *row[:3], title_told(registry.resource_of(row[1]).model, row[3]), *row[4:]


def _visible(rows: list[Row], who: Actor, seen: dict[str, Reach]) -> list[Row]:
    """Those that the actor may see, by a row's own columns and by what is shared with him. Many lie in the same place."""

    @cache
    def may_see(label: str, owner_id: int | None, path: str, is_shared: bool) -> bool:
        reach = seen.get(label)
        return reach is not None and (places.holds(who, reach, owner_id, path) or (reach.shared and bool(is_shared)))

    return [row for row in rows if may_see(row[1], row[6], row[7], row[10])]


def _ids(text: str, demand: Demand, who: Actor, seen: dict[str, Reach]) -> list[int]:
    """Every row with these words or, where they are too many, the newest in scope and those that begin so. What one person
    owns is a short list, and asked for at once."""
    if any(reach.trees or reach.everywhere for label, reach in seen.items() if registry.resource_of(label).model.owned):
        every_one = finding.few(demand, NEWEST)
        if every_one is not None:
            return every_one
    kinds = {one.label: one.model.owned for one in registry.resources.values() if is_indexed(one.model)}
    inside = places.parts(who, seen, kinds)
    fits = finding.newest(demand, inside, NEWEST + 1)
    begins = list[int]()
    if len(fits) > NEWEST and (heads := words.beginning(text)):
        begins = finding.newest(demand, inside, BEGINNING, either(*heads))
    return list({*begins, *fits[:NEWEST], *_shared(demand, who, seen)})


def _rows(text: str, ids: list[int], who: Actor, seen: dict[str, Reach]) -> list[Row]:
    """Rows by id, each with its moment, of which SQLite would otherwise read every one, whether its title begins with what
    was typed, written or spoken, and whether it is shared with the actor."""
    if not ids:
        return []
    heads = words.beginning(text)
    begins, parameters = met(either(*heads)) if heads else ("0", [])
    shared = "0"
    if labels := _shareable(who, seen):
        mine, more = _shares(who, labels)
        shared = f"EXISTS (SELECT 1 FROM org_share s WHERE s.label = r.label AND s.record_id = r.record_id AND {mine})"
        parameters = [*parameters, *more]
    moment = "+r.updated_at" if connection.vendor == "sqlite" else "r.updated_at"
    with connection.cursor() as cursor:
        wanted = ", ".join(map(str, ids))
        sql = f"SELECT {COLUMNS}, {moment}, {begins}, {shared} FROM kit_searchrow r WHERE r.id IN ({wanted})"
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _shared(demand: Demand, who: Actor, seen: dict[str, Reach]) -> list[int]:
    """Ids of rows opened to this person alone, wherever they lie."""
    labels = _shareable(who, seen)
    if not labels:
        return []
    mine, parameters = _shares(who, labels)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id, r.tokens FROM org_share s JOIN kit_searchrow r ON r.label = s.label AND r.record_id = s.record_id "
            f"WHERE {mine} ORDER BY r.id DESC", parameters,
        )  # fmt: skip
        found = (pk for pk, tokens in cursor.fetchall() if holds(demand, frozenset(tokens.split(" "))))
        return list(islice(found, NEWEST))


def _shareable(who: Actor, seen: dict[str, Reach]) -> list[str]:
    """The kinds of which single records may be opened to the actor."""
    return [label for label, reach in seen.items() if reach.shared and not reach.everywhere] if who.person_id else []


def _shares(who: Actor, labels: list[str]) -> tuple[str, list[Any]]:
    """SQL condition: the share `s` is the actor's, of one of these kinds, and not over."""
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    marks = ", ".join(["%s"] * len(labels))
    mine, to = addressed(who)
    condition = f"{mine} AND s.label IN ({marks}) AND (s.until_on IS NULL OR s.until_on >= %s)"
    return condition, [*to, *labels, today]


def addressed(who: Actor) -> tuple[str, list[Any]]:
    """org.scope.addressed in SQL."""
    found, parameters = ["s.person_id = %s"], [who.person_id]
    if who.unit_id:
        found.append("s.unit_id = %s")
        parameters.append(who.unit_id)
    if above := scope.units_on(who.unit_path):
        found.append(f"(s.with_below AND s.unit_id IN ({', '.join(map(str, above))}))")
    return f"({' OR '.join(found)})", parameters
