"""The list page of every resource, its rows as a fragment, and its count, which comes late."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from xianji.kit.boards.views import context as board_context
from xianji.kit.bulk.deeds import deeds
from xianji.kit.calendars.views import context as calendar_context
from xianji.kit.charts.asked import is_charted
from xianji.kit.charts.drawn import drawn
from xianji.kit.columns import Column
from xianji.kit.exports.writers import is_offered
from xianji.kit.lists import controls
from xianji.kit.lists.asked import address, canonical
from xianji.kit.lists.cells import asked_of, table
from xianji.kit.lists.chips import chips
from xianji.kit.lists.opened import open_list
from xianji.kit.lists.query import CALENDAR, PAGE, PHONE_PAGE, SHAPE, ListPage, ListQuery, counted
from xianji.kit.records.beside import aside_href, beside
from xianji.kit.records.neighbours import carried
from xianji.kit.tables.drawn import grouped, late_footer, shaped
from xianji.kit.tables.menus import menus
from xianji.kit.tables.shape import Shape, shape_of
from xianji.kit.views.shelf import opening
from xianji.kit.views.tabs import counts, href_of, strip
from xianji.kit.web.caller import is_phone
from xianji.kit.web.guard import signed_in
from xianji.lib import actor, whole


@require_GET
@signed_in
def listing(request: HttpRequest, label: str) -> HttpResponse:
    """One page of the list; what a filter form sent is turned into a clean address first."""
    resource = open_list(label)
    if clean := canonical(resource, request.GET):
        return HttpResponseRedirect(resource.path + clean if clean != "?" else resource.path)
    if not request.GET and (first := opening(actor.current(), resource)):
        return HttpResponseRedirect(resource.path + href_of(first))
    query = ListQuery(resource, request.GET.dict(), PHONE_PAGE if is_phone(request) else PAGE)
    if (layout := query.asked.get("layout", "")) in LAYOUTS:
        return laid_out(request, query, *LAYOUTS[layout])
    if is_charted(query):
        return on_chart(request, query)
    shape = shape_of(query)
    told = in_groups(request, query, shape, shape.by) if shape.by else in_pages(request, query)
    context = {**told, **shaped(query, shape, request.GET), **tools_of(request, query), **rights_of(resource),
               **beside(request, query)}  # fmt: skip
    part = request.headers.get("HX-Target") == "rows"
    return render(request, "kit/list_rows.html" if part else resource.template.get("list", "kit/list.html"), context)


LAYOUTS = {
    "board": (board_context, "kit/boards/page.html"),
    "calendar": (calendar_context, "kit/calendars/page.html"),
}
"""What a list may be shown as besides rows: what it shows, and where."""


def laid_out(request: HttpRequest, query: ListQuery, made: Any, template: str) -> HttpResponse:
    """The same list as a board or a calendar."""
    late = f"{query.resource.path}count{address(request.GET, 'layout', *CALENDAR)}"
    shown = {**made(request, query), "query": query, "title": query.resource.plural, "asked": request.GET,
             "total": None, "count_href": late}  # fmt: skip
    return render(request, template, {**shown, **tools_of(request, query), **rights_of(query.resource)})


def on_chart(request: HttpRequest, query: ListQuery) -> HttpResponse:
    """The same list as a chart."""
    late = {"total": None, "count_href": f"{query.resource.path}count{address(request.GET, 'layout')}"}
    shown = {**named(request, query), **drawn(request, query), **late}
    return render(request, "kit/charts/page.html", {**shown, **tools_of(request, query), **rights_of(query.resource)})


def named(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """What every list says of itself."""
    return {
        "resource": query.resource, "query": query, "title": query.resource.plural, "asked": request.GET,
        "match": address(request.GET, *SHAPE, "beside", "view", "sums")[1:],
        "from_here": carried(request.GET), "aside_href": aside_href(request.GET), "at": request.GET.get("beside", ""),
        "late_sums": f"{query.resource.path}sums{address(request.GET, 'beside')}", "sums_href": address(request.GET, sums="now"),
    }  # fmt: skip


def in_groups(request: HttpRequest, query: ListQuery, shape: Shape, column: Column) -> dict[str, Any]:
    """The list in groups, each with its first rows."""
    late = {"total": None, "count_href": f"{query.resource.path}count{address(request.GET)}"}
    return {**named(request, query), **grouped(request, query, shape, column), **late, "scope": "", "next_href": "",
            "previous_href": ""}  # fmt: skip


def in_pages(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """The table, the way on, and the total where the page shows all there is."""
    page = query.page(asked_of(query))
    is_all = not page.has_next and not page.has_previous
    return {
        **named(request, query), "rows": table(query.resource, query.columns, page),
        "footer": late_footer(query) if "sums" in query.asked else None,
        "next_href": address(request.GET, after=page.after) if page.after else "",
        "previous_href": address(request.GET, before=page.before) if page.before else "",
        "count_href": f"{query.resource.path}count?{late_query(request, page)}",
        "total": f"{len(page.rows):,}" if is_all else None,
        "scope": told_scope(len(page.rows), None) if page.has_previous or is_all else f"1–{len(page.rows)}",
    }  # fmt: skip


def tools_of(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """Chips, filters, views, sorts and columns."""
    filters = controls.filters(query)
    sortings = controls.sortings(query, request.GET)
    names = [one["name"] for one in filters]
    return {
        "chips": chips(query, request.GET), "filters": filters, "filter_names": names,
        **strip(query, request.GET),
        "sieve_href": f"{query.resource.path}filter{address(request.GET)}",
        "clear_href": address(request.GET, *query.filters, "q"), "sortings": sortings,
        "sort_label": next((one["label"] for one in sortings if one["current"]), _("Sort")),
        "shown_columns": len(query.columns),
        "layouts": controls.layouts(query, request.GET), **menus(query, shape_of(query), request.GET),
        "searchable": bool(query.resource.search), "export_href": exports_of(query.resource, request),
    }  # fmt: skip


def exports_of(resource: Any, request: HttpRequest) -> dict[str, str]:
    """The addresses of this list as a file."""
    kinds = {"xlsx": {}, "csv": {"bom": "1"}, "names": {"headers": "names"}, "pdf": {}, "vcf": {}}
    return {name: f"{resource.path}export.{'csv' if name == 'names' else name}{address(request.GET, **more)}"
            for name, more in kinds.items() if is_offered(resource, name)}  # fmt: skip


def rights_of(resource: Any) -> dict[str, Any]:
    """What the actor may do with the list as a whole and with ticked rows."""
    who = actor.current()
    return {
        "may_create": resource.may(who, "create"), "may_export": resource.may(who, "export"),
        "may_import": resource.may(who, "import") and bool(resource.importable), "bulk": deeds(resource),
        "may_delete": resource.may(who, "delete"), "tap": resource.tap if resource.tap and who.may(resource.tap.needed) else None,
        "import_href": f"/import/new?object={resource.label}",
    }  # fmt: skip


@require_GET
@signed_in
def count(request: HttpRequest, label: str) -> HttpResponse:
    """How many match, or 10,000+; htmx also gets the numbers of the other views."""
    resource = open_list(label)
    query = ListQuery(resource, request.GET.dict())
    told_now = counted(query.count())
    if not getattr(request, "htmx", False):
        return HttpResponse(told_now)
    late = format_html_join("", '<span class="n" id="count-{}" hx-swap-oob="true">{}</span>', counts(resource))
    shown = whole.number(request.GET.get("shown"))
    scope = told_scope(shown, told_now) if shown is not None else ""
    last = format_html('<span id="scope" hx-swap-oob="true">{}</span>', scope) if scope else ""
    return HttpResponse(format_html("{}{}{}", told_now, late, last))


def told_scope(shown: int, total: str | None) -> str:
    """Where one is: 1–50 of 86, or how many rows stand here."""
    if total is None:
        return ngettext("%(count)s record", "%(count)s records", shown) % {"count": shown}
    return _("1–%(shown)s of %(total)s") % {"shown": shown, "total": total}


def late_query(request: HttpRequest, page: ListPage) -> str:
    """The list's own address for the late count; `shown` only where the rows before are known to be none."""
    asked = address(request.GET)[1:]
    return asked if page.has_previous or not page.has_next else f"{asked}&shown={len(page.rows)}"
