"""A record beside its list: the same facts as on its page, in a panel that the address of the list names (`beside=17`)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from xianji.kit.lists.asked import SAFE, address
from xianji.kit.lists.query import ListQuery
from xianji.kit.records.neighbours import PLAIN, around
from xianji.kit.records.page import found
from xianji.kit.records.views import context_of
from xianji.lib import whole


def aside_href(asked: QueryDict) -> str:
    """The list's address with the panel open; the id of the record is put behind it."""
    kept = {name: value for name, value in asked.items() if name != "beside"}
    told = urlencode(kept, safe=SAFE)
    return f"?{told}&beside=" if told else "?beside="


def beside(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """The panel, if the address asks for one; a record that the reader may not see opens none."""
    pk = whole.number(query.asked.get("beside"))
    row = found(query.resource, pk) if pk is not None else None
    if row is None:
        return {"beside": ""}
    given = address(request.GET, "beside")[1:] or PLAIN
    context = context_of(request, query.resource, row) | {"around": around(query.resource, row, given)}
    return {"beside": mark_safe(render_to_string("kit/records/beside.html", context, request))}
