"""The download of a list; each one is written into the journal with its filter, columns and number of rows."""

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit import ports, registry
from xianji.kit.exports.files import csv_file, xlsx_file
from xianji.kit.exports.rows import Selection
from xianji.kit.lists.query import ListQuery
from xianji.kit.refusals import Blocked
from xianji.kit.web.guard import signed_in
from xianji.lib import actor

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OPTIONS = {"bom", "headers"}


@require_GET
@signed_in
def export(request: HttpRequest, label: str, kind: str) -> HttpResponseBase:
    """`…/export.csv?…` and `…/export.xlsx?…`: the list of the same address. `headers=names`, `bom=1`."""
    resource = registry.resource_of(label)
    if not resource.may(actor.current(), "view") or not resource.may(actor.current(), "export"):
        raise Http404
    return download(request, resource, kind)


def download(request: HttpRequest, resource: Any, kind: str = "xlsx", ids: list[int] | None = None) -> HttpResponseBase:
    """The file itself; written first, so that a slow reader holds no database cursor."""
    asked = {name: str(value) for name, value in request.GET.items() if name not in OPTIONS and ids is None}
    query = ListQuery(resource, asked)
    chosen = Selection(query, request.GET.get("headers") == "names", ids)
    if found := ports.objections(resource.permission("export"), [], {"filter": query.filters}):
        raise Blocked(found)
    if kind == "csv":
        file, count = csv_file(chosen.headings, chosen.rows(), bom=request.GET.get("bom") == "1")
    else:
        file, count = xlsx_file(str(resource.plural), chosen.headings, chosen.rows())
    told = {"rows": count, "filter": query.asked, "columns": [c.path for c in chosen.columns], "ids": ids}
    changes = {name: (None, value) for name, value in told.items() if value not in (None, {}, [])}
    write(Event("export", resource.label, None, f"{resource.plural} .{kind}", changes), source="web")
    name = f"{resource.plural} {timezone.localdate():%Y-%m-%d}.{kind}"
    disposition = f"attachment; filename=\"{resource.slug}.{kind}\"; filename*=UTF-8''{quote(name)}"
    headers = {"Content-Disposition": disposition}
    return FileResponse(file, content_type=KINDS[kind], headers=headers)
