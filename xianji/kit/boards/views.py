"""The board of a list's address, and the drop of a card."""

from decimal import Decimal
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from xianji.audit.journal import together
from xianji.kit import verbs
from xianji.kit.boards.declared import Board, board_of
from xianji.kit.boards.lanes import lanes
from xianji.kit.boards.moves import CHANGE, Move, moves
from xianji.kit.boards.totals import Total, totals
from xianji.kit.lists.query import ListQuery
from xianji.kit.records import undo
from xianji.kit.records.views import one
from xianji.kit.web import writing
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in
from xianji.lib import money


def context(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """Lanes with their cards, key figures of all open lanes, and how cards may move."""
    board = board_of(query.resource)
    if board is None:
        raise Http404
    found = totals(query, board)
    ways = moves(query.resource, board)
    return {"resource": query.resource, "lanes": lanes(query, board, request.GET, found), "moves": ways,
            "moves_told": told(ways), "figures": figures(board, found)}  # fmt: skip


def told(ways: dict[str, dict[str, Move]]) -> dict[str, dict[str, list[Any]]]:
    """{lane: {lane: [verb, words, whether it asks]}} for the page's script."""
    return {a: {b: [way.verb, way.told, bool(way.asks)] for b, way in to.items()} for a, to in ways.items()}


def figures(board: Board, found: dict[str, Total]) -> list[dict[str, str]]:
    """Number, sum and weighted sum of the lanes that are not closed."""
    lanes = {lane: total for lane, total in found.items() if lane not in board.closed}
    whole = sum(lanes.values(), Total())
    made = [{"label": pgettext("figure", "Open"), "value": writing.number(whole.count)}]
    if whole.amount is not None:
        made.append({"label": _("In all"), "value": writing.short_money(whole.amount)})
    if whole.amount is not None and board.weights:
        exact = sum(((total.amount or 0) * board.weights.get(lane, 0) for lane, total in lanes.items()), start=Decimal(0))
        made.append({"label": _("Weighted"), "value": writing.short_money(money.round_half_up(exact, 2))})
    return made


@require_http_methods(["GET", "POST"])
@signed_in
def drop(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Carry a card to another lane by the verb that leads there; one that asks for something shows its page. Asked without a
    lane it is the page of all ways."""
    resource, row = one(label, pk)
    board = board_of(resource)
    if board is None:
        raise Http404
    here, there = str(getattr(row, board.by)), request.POST.get("to", "")
    if request.method == "GET":
        return offered(request, resource, row, board)
    way = moves(resource, board).get(here, {}).get(there)
    if way is None:
        raise Http404
    if way.asks:
        return go(request, f"{resource.address(pk)}/do/{way.verb}?{urlencode({'next': safe_next(request, '')})}")
    key = token_hex(16)
    with together(key):
        carry(resource, board, row, way, there)
    title = dict(resource.model._meta.get_field(board.by).flatchoices)[there]
    told = _("“%(record)s” is now in “%(lane)s”.") % {"record": row, "lane": title}
    back = safe_next(request, f"{resource.path}?layout=board")
    return go(request, back, told, undo=f"{undo.address(resource, pk, key)}?{urlencode({'next': back})}")


def offered(request: HttpRequest, resource: Any, row: Any, board: Board) -> HttpResponse:
    """The lanes to which this card may go, each with what that means."""
    ways = moves(resource, board).get(str(getattr(row, board.by)), {})
    if not ways:
        raise Http404
    lanes = [{"value": str(value), "label": label} for value, label in row._meta.get_field(board.by).flatchoices]
    back = safe_next(request, f"{resource.path}?layout=board")
    context = {"resource": resource, "record": row, "back": back, "lanes": lanes, "ways": ways}
    return render(request, "kit/boards/move.html", context)


def carry(resource: Any, board: Board, row: Any, way: Move, there: str) -> None:
    """All steps in one transaction; any refusal takes them all back."""
    from django.db import transaction

    if way.verb == CHANGE:
        verbs.change(row, {board.by: there}, source="web")
        return
    action = next(action for action in resource.verbs() if action.name == way.verb)
    with transaction.atomic():
        for _step in range(way.steps):
            action(row, source="web")
