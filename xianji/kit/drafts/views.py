"""What the browser asks of drafts: to keep one, to offer the last one, to drop one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from xianji.kit import registry
from xianji.kit.drafts import keeping
from xianji.kit.files import drafted
from xianji.kit.records.holding import Holding
from xianji.kit.records.views import one
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@require_http_methods(["GET", "POST"])
@signed_in
def draft(request: HttpRequest, label: str, pk: int | None = None) -> HttpResponse:
    """POST keeps what was typed, or drops the draft named in `drop`; what is left to offer comes back."""
    resource, record = opened(label, pk)
    form = keeping.form_name(resource, record)
    if request.method == "POST" and "drop" not in request.POST:
        kept = keeping.keep(form, request.POST.get("draft", ""), request.POST)
        return HttpResponse(status=204 if kept else 413)
    if request.method == "POST":
        keeping.drop(form, request.POST["drop"])
    asked = request.POST if request.method == "POST" else request.GET
    found = keeping.latest(form, asked.get("draft", ""))
    context = {"draft": found, "draft_href": request.path, "over": "over" in asked, "draft_key": asked.get("draft", ""),
               "address": f"{resource.path}{f'{pk}/edit' if pk else 'new'}"}  # fmt: skip
    return render(request, "kit/form_draft.html", context) if found or request.method == "POST" else HttpResponse(status=204)


@require_POST
@signed_in
def files(request: HttpRequest, label: str) -> HttpResponse:
    """Files that go with a new record: those sent are kept with its draft, `drop` takes one away; the list of them comes back."""
    resource, _record = opened(label, None)
    if not resource.files:
        raise Http404
    form, key = keeping.form_name(resource), keeping.key_of(request.POST)
    drafted.drop(form, key, request.POST.get("drop", ""))
    refused = drafted.take(form, key, request.FILES.getlist("files"))
    context = {"attached": drafted.context(resource, form, key, refused)}
    return render(request, "kit/form_files.html", context, status=422 if refused else 200)


def opened(label: str, pk: int | None) -> tuple[Any, Any]:
    """The resource and the record whose form the actor may open."""
    resource = registry.resource_of(label)
    if pk is None:
        if not resource.may(actor.current(), "create"):
            raise Http404
        return resource, None
    resource, record = one(label, pk)
    if not Holding(record, actor.current()).may(resource.permission("change")):
        raise Http404
    return resource, record
