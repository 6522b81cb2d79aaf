"""Back to the list one came from, and on to its next and previous record: when the address carries the list."""

from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, QueryDict

from xianji.kit.lists.query import ListQuery
from xianji.kit.refusals import Refused


def carried(asked: QueryDict) -> str:
    """What a row's link carries of a filtered or sorted list; a plain list needs nothing."""
    kept = {name: value for name, value in asked.items() if name not in {"after", "before", "columns"}}
    return f"?in={quote(urlencode(kept, safe=',.'))}" if kept else ""


def neighbours(request: HttpRequest, resource: Any, record: Any) -> dict[str, str]:
    """{back, previous, next}: addresses, empty where there is none; two cheap queries, and none without a list."""
    given = str(request.GET.get("in", ""))
    found = {"back": f"{resource.path}?{given}" if given else resource.path, "previous": "", "next": ""}
    if not given:
        return found
    query = ListQuery(resource, QueryDict(given).dict())
    try:
        name, down = query.sort
        value = getattr(record, name)
        for side, direction in (("next", down), ("previous", not down)):
            for pk in query.first(1, direction, value, record.pk).values_list("pk", flat=True):
                found[side] = f"{resource.address(pk)}?in={quote(given)}"
    except Refused:
        return found | {"back": resource.path}
    return found
