"""Asking the search index: one query finds the newest that fit inside what one may see; the best of them come first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from xianji.kit import registry
from xianji.kit.search import engine, places, words
from xianji.kit.search.ranking import order_of
from xianji.kit.search.terms import Demand, every
from xianji.lib import actor as acting
from xianji.lib.actor import Actor, Reach

NEWEST = 1000
BEGINNING = 200
COLUMNS = "r.id, r.label, r.record_id, r.title, r.subtitle, r.number, r.owner_id, r.org_path, r.updated_at"


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: what is shown of it and where its page is."""

    label: str
    record_id: int
    title: str
    subtitle: str
    number: str
    updated_at: datetime
    rank: int
    """0 is exactly what was typed, 1 and 2 begin so, 3 has it in the title, 4 in the number, 5 elsewhere."""

    @property
    def resource(self) -> Any:
        return registry.resource_of(self.label)

    @property
    def href(self) -> str:
        return self.resource.address(self.record_id)


def matching(resource: Any, text: str) -> list[int]:
    """Ids of records of one kind that have all the words: among the newest 1,000 in the actor's scope, best first."""
    found = _found(text, acting.current(), [resource])
    return [hit.record_id for hit in found]


def search(text: str, actor: Actor | None = None, labels: Iterable[str] | None = None, limit: int = 20) -> list[Hit]:
    """The best hits over everything that the actor may see, or over some kinds of it."""
    wanted = registry.resources.keys() if labels is None else [label for label in labels if label in registry.resources]
    return _found(text, actor or acting.current(), [registry.resources[label] for label in wanted])[:limit]


def _found(text: str, who: Actor, resources: list[Any]) -> list[Hit]:
    seen = places.reaches(who, resources)
    demand, scope = words.demand(text), places.within(who, seen)
    if demand is None or not seen:
        return []
    begins, rows = set(), {}
    for branch, *row in _fetched(who, seen, text, demand, scope):
        pk, label, owner_id, path = row[0], row[1], row[6], row[7]
        if branch == SHARED or (label in seen and places.holds(who, seen[label], owner_id, path)):
            rows[pk] = row
            if branch == BEGINS:
                begins.add(pk)
    order = order_of(text)
    ranked = sorted((order(pk, row[3], row[5], pk in begins), pk) for pk, row in rows.items())
    return [_hit(rows[pk], key[0]) for key, pk in ranked]


def _hit(row: list[Any], rank: int) -> Hit:
    _pk, label, record_id, title, subtitle, number, _owner_id, _path, at = row
    return Hit(label, record_id, title, subtitle, number, at, rank)


BEGINS, FITS, SHARED = 0, 1, 2


def _fetched(who: Actor, seen: dict[str, Reach], text: str, demand: Demand, scope: Demand | None) -> list[tuple]:
    """The rows of all branches in one query: titles that begin so, the newest that fit, those shared with the actor."""
    branches: list[tuple[int, str, list[Any]]] = []
    if scope is not None:
        if (begins := words.beginning(text)) is not None:
            branches.append((BEGINS, *engine.newest(every(begins, demand, scope), BEGINNING)))
        branches.append((FITS, *engine.newest(every(demand, scope), NEWEST)))
    shared = [label for label, reach in seen.items() if reach.shared and not reach.everywhere]
    if shared and who.person_id:
        branches.append((SHARED, *_shared(who.person_id, shared, demand)))
    if not branches:
        return []
    parts = " UNION ALL ".join(f"SELECT {branch} AS branch, b{branch}.id FROM ({sql}) b{branch}" for branch, sql, _ in branches)
    parameters = [value for _branch, _sql, values in branches for value in values]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT h.branch, {COLUMNS} FROM ({parts}) h JOIN kit_searchrow r ON r.id = h.id", parameters)
        return [(*row[:9], _moment(row[9])) for row in cursor.fetchall()]


def _shared(person_id: int, labels: list[str], demand: Demand) -> tuple[str, list[Any]]:
    """Rows opened to this person alone, wherever they lie."""
    condition, parameters = engine.meets(demand)
    marks = ", ".join(["%s"] * len(labels))
    sql = (
        "SELECT r.id FROM org_share s JOIN kit_searchrow r ON r.label = s.label AND r.record_id = s.record_id "
        f"WHERE s.person_id = %s AND s.label IN ({marks}) AND (s.until_on IS NULL OR s.until_on >= %s) AND {condition} "
        "ORDER BY r.id DESC LIMIT %s"
    )
    today = connection.ops.adapt_datefield_value(timezone.localdate())
    return sql, [person_id, *labels, today, *parameters, NEWEST]


def _moment(value: datetime | str) -> datetime:
    """SQLite hands out moments without their zone, which is UTC."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)
