"""Creating and changing a record on a page of its own; works without scripts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianji.kit import registry, verbs
from xianji.kit.forms.build import blocks, form_of
from xianji.kit.records.views import one
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.lib import actor
from xianji.org import scope


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest, label: str) -> HttpResponse:
    """A new record; values in the address fill the form."""
    resource = registry.resource_of(label)
    if not resource.may(actor.current(), "create"):
        raise Http404
    form = form_of(resource, posted=request.POST or None, given=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            record = verbs.create(resource.model, form.cleaned_data, source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            further = f"{resource.path}new" if "again" in request.POST else resource.address(record.pk)
            return go(request, further, _("Created: %(record)s") % {"record": record})
    title = _("New %(thing)s") % {"thing": resource.title}
    return page(request, resource, form, title, resource.path)


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Change a record; a conflict shows both values and keeps what was typed."""
    resource, record = one(label, pk)
    if not scope.holds(record, actor.current(), resource.permission("change")):
        raise Http404
    form = form_of(resource, record, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = int(request.POST["version"]) if request.POST.get("version", "").isdigit() else None
        try:
            verbs.change(record, form.cleaned_data, version=version, source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, resource.address(pk), _("Saved: %(record)s") % {"record": record})
    return page(request, resource, form, str(record), resource.address(pk), record)


def page(request: HttpRequest, resource: Any, form: Any, title: Any, back: str, record: Any = None) -> HttpResponse:
    context = {"resource": resource, "form": form, "blocks": blocks(resource, form), "title": title, "back": back,
               "record": record}  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, resource.template.get("form", "kit/form.html"), context, status=status)
