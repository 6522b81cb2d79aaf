"""Keeping the roll-up true: what a write takes out of one lane and puts into another, in its own transaction."""

from collections import Counter
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Sum

from xianji.kit import registry, store
from xianji.kit.boards.declared import Board, board_of
from xianji.kit.boards.models import LaneTotal
from xianji.lib import money

Place = tuple[str, str, int, int]
"""Label, lane, owner, unit; the unit only where there is no owner."""
ADD = """INSERT INTO kit_lanetotal (label, lane, owner_id, unit_id, count, amount) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (label, owner_id, lane, unit_id) DO UPDATE
SET count = kit_lanetotal.count + excluded.count, amount = kit_lanetotal.amount + excluded.amount"""


def install() -> None:
    """Follow every model whose resource has a board; called once when the registry is filled."""
    for resource in registry.resources.values():
        if board := board_of(resource):
            store.follow(resource.model, follower(resource.model, board))


def follower(model: Any, board: Board) -> Any:
    def follow(told: list[tuple[Any, dict[str, Any]]]) -> None:
        counts: Counter[Place] = Counter()
        units: Counter[Place] = Counter()
        for record, _changed in told:
            for sign, values in ((-1, getattr(record, "_loaded", {})), (1, vars(record))):
                if values and values.get("deleted_at") is None:
                    place = place_of(model, board, values)
                    counts[place] += sign
                    units[place] += sign * money.to_units(values.get(board.amount) or 0, 2)
        add(counts, units)

    return follow


def place_of(model: Any, board: Board, values: dict[str, Any]) -> Place:
    """Where a record with these values counts."""
    owner = (values.get("owner_id") or 0) if model.owned else 0
    unit = (values.get("unit_id") or 0) if model.owned and not owner else 0
    return model.label(), str(values.get(board.by) or ""), owner, unit


def add(counts: Counter[Place], units: Counter[Place]) -> None:
    """Add the differences, always in one order, so that two writers never wait for each other in a ring."""
    rows = [(*place, counts[place], units[place]) for place in sorted(counts) if counts[place] or units[place]]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD, rows)


def facts(model: Any, board: Board) -> tuple[Counter[Place], Counter[Place]]:
    """The same by adding up every record: slow, and what the roll-up must equal."""
    keys = [board.by, *(["owner_id", "unit_id"] if model.owned else [])]
    sums = {"amount": Sum(board.amount)} if board.amount else {}
    counts: Counter[Place] = Counter()
    units: Counter[Place] = Counter()
    rows = model.unscoped.alive().order_by().values(*keys).annotate(number=Count("pk"), **sums)
    for row in rows:
        place = place_of(model, board, {**row, board.by: row[board.by]})
        counts[place] += row["number"]
        units[place] += money.to_units(row.get("amount") or 0, 2)
    return counts, units


def begin() -> None:
    """Count the records of boards that have no totals yet; after a migration."""
    for resource in registry.resources.values():
        if board_of(resource) and not LaneTotal.objects.filter(label=resource.label).exists():
            rebuild(resource.label)


@transaction.atomic
def rebuild(label: str | None = None) -> int:
    """Count anew; for a new board, and after rows were written past the store. Returns how many totals were wrong."""
    wrong = 0
    for resource in registry.resources.values():
        if (board := board_of(resource)) and label in (None, resource.label):
            stored = LaneTotal.objects.select_for_update().filter(label=resource.label)
            counts, units = facts(resource.model, board)
            for row in stored:
                place = (row.label, row.lane, row.owner_id, row.unit_id)
                counts[place] -= row.count
                units[place] -= money.to_units(row.amount, 2)
            wrong += sum(1 for place in counts if counts[place] or units[place])
            add(counts, units)
    return wrong
