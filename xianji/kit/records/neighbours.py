"""Back to the list one came from, and on to its next and previous record: when the address carries the list."""

from typing import Any
from urllib.parse import quote, urlencode

from django.http import QueryDict

from xianji.kit.lists.asked import SAFE
from xianji.kit.lists.query import CAP, MARKS, ListQuery
from xianji.kit.refusals import Refused
from xianji.kit.tables.groups import attname, text_of
from xianji.kit.tables.shape import grouped_by

FAR = 1_000
"""A place in a list is counted no further."""
PLAIN = "view=all"
"""What stands for a list that nothing was asked of."""


def carried(asked: QueryDict) -> str:
    """What a row's link carries of its list: all of the address, so that one comes back to the same place."""
    kept = {name: value for name, value in asked.items() if name not in {"beside", "sums"}}
    return f"?in={quote(urlencode(kept, safe=SAFE) or PLAIN, safe=SAFE)}"


def around(resource: Any, record: Any, given: str) -> dict[str, str]:
    """{back, previous, next, place, kept}: the way back, where the place comes from, and what each tab's address keeps of the
    list; costs nothing."""
    back = resource.path if given in {"", PLAIN} else f"{resource.path}?{given}"
    place = f"{resource.address(record.pk)}/place?{in_list(given)}" if given else ""
    return {"back": back, "previous": "", "next": "", "place": place, "kept": in_list(given) if given else ""}


def in_list(given: str) -> str:
    return f"in={quote(given, safe=SAFE)}"


def neighbours(resource: Any, record: Any, given: str, tab: str = "") -> dict[str, str]:
    """The same with the addresses of the next and the previous record, before the same tab; two cheap queries, and none
    without a list."""
    found = around(resource, record, given)
    if not given:
        return found
    try:
        query = list_of(resource, given, record)
        down = query.sort[1]
        for side, direction in (("next", down), ("previous", not down)):
            for pk in beyond(query, record, direction, 1):
                found[side] = f"{resource.address(pk)}?{f'tab={tab}&' if tab else ''}{in_list(given)}"
    except Refused:
        return found | {"back": resource.path, "place": ""}
    return found


def place_in(resource: Any, record: Any, given: str) -> tuple[str, str]:
    """2 and 86: where the record stands in the list it was opened from, both counted up to a bound."""
    query = list_of(resource, given, record)
    before = len(beyond(query, record, not query.sort[1], FAR))
    total = query.count()
    return f"{FAR:,}+" if before >= FAR else f"{before + 1:,}", f"{CAP:,}+" if total > CAP else f"{total:,}"


def list_of(resource: Any, given: str, record: Any) -> ListQuery:
    """The list of that address; of one in groups the record's own group."""
    words = {name: value for name, value in QueryDict(given).dict().items() if name not in MARKS}
    query = ListQuery(resource, words)
    if column := grouped_by(query):
        return query.within(column.path, text_of(column, getattr(record, attname(column))))
    return query


def beyond(query: ListQuery, record: Any, down: bool, most: int) -> list[int]:
    """The records past this one, in that direction."""
    rows = query.first(most, down, getattr(record, query.sort[0]), record.pk)
    return list(rows.values_list("pk", flat=True))
