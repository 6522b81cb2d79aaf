"""What comes late to a table: its sums, and further rows of a group."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xianji.kit.bulk.deeds import deeds
from xianji.kit.lists.cells import asked_of
from xianji.kit.lists.opened import open_list
from xianji.kit.lists.query import ListQuery
from xianji.kit.records.neighbours import carried
from xianji.kit.tables.drawn import late_footer, more, shaped
from xianji.kit.tables.shape import shape_of
from xianji.kit.web.guard import signed_in


@require_GET
@signed_in
def sums(request: HttpRequest, label: str) -> HttpResponse:
    """The last line of the table, over all that matches."""
    query = ListQuery(open_list(label), request.GET.dict())
    context = {**shaped(query, shape_of(query), request.GET), "footer": late_footer(query), "bulk": deeds(query.resource)}
    return render(request, "kit/tables/footer.html", context)


@require_GET
@signed_in
def more_rows(request: HttpRequest, label: str) -> HttpResponse:
    """The next rows of one group: `group` names its field, the filter on that field its value."""
    query = ListQuery(open_list(label), request.GET.dict())
    shape = shape_of(query)
    if shape.by is None or shape.by.path not in query.filters:
        raise Http404
    page = query.page(asked_of(query))
    whole = request.GET.copy()
    context = {**more(request, query, page), "bulk": deeds(query.resource), "from_here": carried(whole)}
    return render(request, "kit/tables/more.html", context)
