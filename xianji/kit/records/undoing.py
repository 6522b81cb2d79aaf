"""The page and the address behind “Undo” of one record's verb."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianji.kit.forms.build import KitForm
from xianji.kit.records import undo
from xianji.kit.records.views import one, page_or_dialog
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: HttpRequest, label: str, pk: int, key: str) -> HttpResponse:
    """GET asks, POST puts the record back as it was."""
    resource, row = one(label, pk)
    entries: list[Any] = undo.entries_of(row, key)
    if not entries:
        raise Http404
    is_move = all(undo.is_move(resource, entry) for entry in entries)
    form = KitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            undo.take_back(resource, row, key)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            told = _("Moved back: %(record)s") if is_move else _("Taken back: %(record)s")
            return go(request, safe_next(request, resource.address(pk)), told % {"record": row})
    title = _("Take the move back") if is_move else _("Take it back")
    context = {"resource": resource, "record": row, "form": form, "title": title, "glyph": "rotate"}
    return render(request, page_or_dialog(request), context, status=form.status)
