"""What a record's page shows a moment later: the reader's star, tags, how much stands behind the tabs, the last changes. The
page itself does not wait for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xianji.kit.marks import keeping as marks
from xianji.kit.records.history import entries
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import panels_for
from xianji.kit.records.stages import since
from xianji.kit.records.tabs import numbers, tabs
from xianji.kit.records.views import one
from xianji.kit.sharing.keeping import MOST, may_share, open_shares
from xianji.kit.sharing.words import shared_with
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_GET
@signed_in
def late(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Parts that take their places by their ids."""
    resource, record = one(label, pk)
    context: dict[str, Any] = {
        "resource": resource, "record": record, "here": resource.address(pk), "shared": shared(record),
        "counts": numbers(tabs(panels_for(record, "tab")), request.GET.get("tab", ""), record),
        "since": since(resource, record) if "tab" not in request.GET else None,
        "recent": entries(record, limit=3, born=False)[0] if "tab" not in request.GET else [],
    }  # fmt: skip
    if resource.marks:
        context |= {
            "is_starred": marks.is_starred(record), "tags": marks.names_of(record),
            "may_tag": Holding(record, actor.current()).may(resource.permission("change")),
        }  # fmt: skip
    return render(request, "kit/record_late.html", context)


def shared(record: Any) -> dict[str, Any] | None:
    """With whom, as far as there is room for it: the first, how many more, all of them, and where that can be changed."""
    if not record.owned:
        return None
    names = [shared_with(one) for one in open_shares(record)[:MOST]]
    return {"first": names[0], "more": len(names) - 1, "all": names, "may": may_share(record)} if names else None
