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
    is_open = bool(board.amount) and bool(query.resource.open_to(acting.current(), [board.amount]))
    narrowed = query.filters.keys() - {board.by} or query.asked.get("q")
    if narrowed or type(query.resource).narrowed is not Resource.narrowed:
        return grouped(query.rows(), board, is_open)
    return rolled_up(query.resource, board, is_open)


def grouped(rows: QuerySet, board: Board, is_open: bool) -> dict[str, Total]:
    """Added up from the records."""
    sums = {"amount": Sum(board.amount)} if is_open else {}
    found = rows.order_by().values(board.by).annotate(number=Count("pk"), **sums)
    return {str(row[board.by] or ""): Total(row["number"], (row["amount"] or Decimal(0)) if is_open else None) for row in found}


def rolled_up(resource: Any, board: Board, is_open: bool) -> dict[str, Total]:
    """From the roll-up: what lies within the actor's reach, and what others share with the actor."""
    who = acting.current()
    reach = who.reach(resource.permission("view"))
    if reach is None:
        return {}
    whole = reach.everywhere or not resource.model.owned
    rows = LaneTotal.objects.filter(label=resource.label).filter(Q() if whole else within(who, reach))
    summed = rows.order_by().values_list("lane").annotate(Sum("count"), Sum("amount"))
    found = {lane: Total(count, amount if is_open else None) for lane, count, amount in summed}
    if reach.shared and not whole and (ids := shared_ids(resource.model, who)):
        for lane, total in grouped(only_shared(resource.model, who, reach, ids), board, is_open).items():
            found[lane] = found.get(lane, Total()) + total
    return {lane: total for lane, total in found.items() if total.count}


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
