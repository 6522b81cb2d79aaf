"""Sharing a record and taking a share back; each is a plain form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xianji.kit.records.views import one, page_or_dialog
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.sharing import keeping
from xianji.kit.sharing.panel import form_of
from xianji.kit.sharing.words import shared_with
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """POST shares; a refusal comes back as a page with what was typed."""
    resource, record = one(label, pk)
    if not keeping.may_share(record):
        raise Http404
    form = form_of(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            made = keeping.share(record, values["person"] or values["unit"], with_below=values["with_below"],
                                 may_change=values["may_change"], until_on=values["until_on"], source="web")  # fmt: skip
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, tab_of(resource, record), _("Shared with %(person)s.") % {"person": shared_with(made)})
    context = {"resource": resource, "record": record, "form": form, "title": _("Share"), "glyph": "share"}
    return render(request, page_or_dialog(request), context, status=form.status)


@require_POST
@signed_in
def delete(request: HttpRequest, label: str, pk: int, share: int) -> HttpResponse:
    resource, record = one(label, pk)
    try:
        keeping.unshare(record, share, source="web")
    except NotPermitted:
        raise
    except Refused as refusal:
        return go(request, tab_of(resource, record), refusal.message, kind="error")
    return go(request, tab_of(resource, record), _("The share was taken back."))


def tab_of(resource: Any, record: Any) -> str:
    return f"{resource.address(record.pk)}?tab=sharing"
