"""Showing an encrypted value in clear, or dialling it unseen: once per request, and each time written into the journal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from xianji.audit.journal import Event
from xianji.audit.journal import record as write
from xianji.kit.columns import VEILED
from xianji.kit.records.page import number_to_call
from xianji.kit.records.revealing import REVEAL, must_have_room
from xianji.kit.records.views import one, shown
from xianji.kit.refusals import Refused
from xianji.kit.said import named, sentence
from xianji.kit.web.answers import Dial
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
    write(Event(REVEAL, row.label(), row.pk, str(row)[:200], reason=sentence(named(columns[0].label))), source="web")
    value = getattr(row, name)
    if getattr(request, "htmx", False):
        return HttpResponse(format_html('<span class="mono">{}</span>', value))
    return shown(request, resource, row, {name: value})


@require_GET
@signed_in
def dial(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The record's number to the telephone of whoever reads, unless the one called is to be left in peace now."""
    resource, row = one(label, pk)
    if not (number := number_to_call(resource, row)):
        raise Http404
    if told := resource.no_call(row):
        raise Refused(told)
    write(Event(REVEAL, row.label(), row.pk, str(row)[:200], reason=sentence(gettext_noop("Dialled"))), source="web")
    return Dial(number)
