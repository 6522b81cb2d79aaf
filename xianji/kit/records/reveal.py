"""Showing an encrypted value in clear: once per request, and each time written into the journal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit.columns import VEILED
from xianji.kit.records.revealing import REVEAL, must_have_room
from xianji.kit.records.views import one, shown
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_POST
@signed_in
def reveal(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """The value itself; only to those who may see the record and the field."""
    resource, row = one(label, pk)
    columns = resource.open_to(actor.current(), [n for n in resource.names if n == name])
    if not columns or columns[0].kind not in VEILED or not getattr(row, name):
        raise Http404
    must_have_room()
    write(Event(REVEAL, row.label(), row.pk, str(row)[:200], reason=str(columns[0].label)), source="web")
    value = getattr(row, name)
    if getattr(request, "htmx", False):
        return HttpResponse(format_html('<span class="mono">{}</span>', value))
    return shown(request, resource, row, {name: value})
