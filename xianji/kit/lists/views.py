"""The list page of every resource, its rows as a fragment, and its count, which comes late."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xianji.kit import registry
from xianji.kit.lists.cells import fetched, table
from xianji.kit.lists.chips import chips, sorts
from xianji.kit.lists.query import CAP, ListQuery
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_GET
@signed_in
def listing(request: HttpRequest, label: str) -> HttpResponse:
    """The list; without permission there is no such page."""
    resource = registry.resource_of(label)
    who = actor.current()
    if not resource.may(who, "view"):
        raise Http404
    query = ListQuery(resource, request.GET.dict())
    page = query.page(fetched(query.columns))
    context = {
        "resource": resource,
        "query": query,
        "rows": table(resource, query.columns, page),
        "columns": sorts(query, request.GET),
        "chips": chips(query, request.GET),
        "next_href": address(request, after=page.after) if page.after else "",
        "previous_href": address(request, before=page.before) if page.before else "",
        "count_href": f"{resource.path}count?{request.GET.urlencode()}",
        "may_create": resource.may(who, "create"),
        "may_import": resource.may(who, "import") and bool(resource.importable),
        "may_export": resource.may(who, "export"),
        "title": resource.plural,
    }
    part = request.headers.get("HX-Target") == "rows"
    return render(request, "kit/list_rows.html" if part else resource.template.get("list", "kit/list.html"), context)


@require_GET
@signed_in
def count(request: HttpRequest, label: str) -> HttpResponse:
    """How many match: a number, or 10,000+."""
    resource = registry.resource_of(label)
    if not resource.may(actor.current(), "view"):
        raise Http404
    number = ListQuery(resource, request.GET.dict()).count()
    return HttpResponse(f"{CAP:,}+" if number > CAP else f"{number:,}")


def address(request: HttpRequest, **changed: str) -> str:
    """This address with some parts changed; page marks never pile up."""
    kept = {k: v for k, v in request.GET.items() if k not in {"after", "before"}} | changed
    return "?" + urlencode({k: v for k, v in kept.items() if v})
