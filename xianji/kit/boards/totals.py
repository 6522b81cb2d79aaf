"""Count and sum of every lane over all rows that the actor may see: from the roll-up, or by adding up what a filter leaves."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from xianji.kit.boards.declared import Board
from xianji.kit.boards.models import LaneTotal
from xianji.kit.lists.query import ListQuery
from xianji.kit.resource import Resource
from xianji.lib import actor as acting
from xianji.lib.actor import Actor, Reach
from xianji.org import scope
from xianji.org.models import Person, Unit


@dataclass(frozen=True)
class Total:
    """How many, and their amounts; None where there is no amount or it is not open to the actor."""

    count: int = 0
    amount: Decimal | None = None

    def __add__(self, other: "Total") -> "Total":
        amounts = [one for one in (self.amount, other.amount) if one is not None]
        return Total(self.count + other.count, sum(amounts, Decimal(0)) if amounts else None)


def totals(query: ListQuery, board: Board) -> dict[str, Total]:
    """{lane: total}; a filter other than on the lane itself, or a resource that leaves rows out, makes the
    database add up records."""
    if not is_rolled_up(query, board):
        return grouped(query.rows(), board, shows_amounts(query.resource, board))
    return rolled_up(query.resource, board)


def is_rolled_up(query: ListQuery, board: Board) -> bool:
    """Whether the roll-up keeps what this list asks for: everything, or some lanes."""
    narrowed = query.filters.keys() - {board.by} or query.words
    return not narrowed and type(query.resource).narrowed is Resource.narrowed


def shows_amounts(resource: Any, board: Board) -> bool:
    return bool(board.amount) and bool(resource.open_to(acting.current(), [board.amount]))


def grouped(rows: QuerySet, board: Board, is_open: bool, by: str = "lane") -> dict[Any, Total]:
    """Added up from the records, by lane or by `owner_id`."""
    by, nothing = (board.by, "") if by == "lane" else (by, 0)
    sums = {"amount": Sum(board.amount)} if is_open else {}
    found = rows.order_by().values(by).annotate(number=Count("pk"), **sums)
    return {row[by] or nothing: Total(row["number"], (row["amount"] or Decimal(0)) if is_open else None) for row in found}


def rolled_up(resource: Any, board: Board, by: str = "lane") -> dict[Any, Total]:
    """From the roll-up, by lane or by `owner_id` (0 is nobody): what lies within the actor's reach, and what others share
    with the actor."""
    who = acting.current()
    reach = who.reach(resource.permission("view"))
    if reach is None:
        return {}
    is_open = shows_amounts(resource, board)
    whole = reach.everywhere or not resource.model.owned
    rows = LaneTotal.objects.filter(label=resource.label).filter(Q() if whole else within(who, reach))
    summed = rows.order_by().values_list(by).annotate(Sum("count"), Sum("amount"))
    found = {key: Total(count, amount if is_open else None) for key, count, amount in summed}
    if reach.shared and not whole and (ids := shared_ids(resource.model, who)):
        shared = only_shared(resource.model, who, reach, ids)
        for key, total in grouped(shared, board, is_open, by).items():
            found[key] = found.get(key, Total()) + total
    return {key: total for key, total in found.items() if total.count}


def within(who: Actor, reach: Reach) -> Q:
    """The owners and units inside a reach."""
    places = Q(pk__in=[])
    for path in sorted(reach.trees):
        places |= scope.below(path)
    if reach.units:
        places |= Q(org_path__in=sorted(reach.units))
    found = Q(owner_id__gt=0, owner_id__in=Person.unscoped.filter(places).values("pk"))
    at_units = Q(pk__in=[])
    for path in sorted(reach.trees):
        at_units |= scope.below(path, "path")
    if reach.units:
        at_units |= Q(path__in=sorted(reach.units))
    found |= Q(owner_id=0, unit_id__in=Unit.unscoped.filter(at_units).values("pk"))
    return found | Q(owner_id=who.person_id) if reach.own and who.person_id else found


def shared_ids(model: Any, who: Actor) -> list[int]:
    """What others share with the actor: mostly nothing."""
    return list(scope.shares(who).filter(label=model.label()).values_list("record_id", flat=True)) if who.person_id else []


def only_shared(model: Any, who: Actor, reach: Reach, ids: list[int]) -> QuerySet:
    """What is shared with the actor and lies outside the rest of the reach."""
    bare = Reach(own=reach.own, units=reach.units, trees=reach.trees)
    rows = model.unscoped.alive().filter(pk__in=ids)
    return rows.exclude(pk__in=scope.within(rows, who, bare).values("pk"))
