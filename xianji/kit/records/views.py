"""The page of a record, its verbs, the trash and the way back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianji.kit import registry, verbs
from xianji.kit.forms.parameters import dialog
from xianji.kit.records import page
from xianji.kit.records.panels import panels_for
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.lib import actor
from xianji.org import scope


def one(label: str, pk: int, *, trashed: bool = False) -> tuple[Any, Any]:
    """The resource and the record; what one may not see does not exist."""
    resource = registry.resource_of(label)
    record = page.found(resource, pk, trashed=trashed)
    if record is None:
        raise Http404
    return resource, record


@require_GET
@signed_in
def record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Facts, sections, verbs, and the panels of the tab that is open."""
    resource, row = one(label, pk)
    who = actor.current()
    panels = panels_for(row)
    tab = request.GET.get("tab", "")
    open_ones = [p for p in panels if (p.place == "tab" and p.name == tab) or (not tab and p.place != "tab")]
    context = {
        "resource": resource, "record": row, "title": str(row), "facts": page.facts(resource, row),
        "sections": page.sections(resource, row), "tags": page.tagged(resource, row),
        "verbs": page.verbs(resource, row), "tabs": [p for p in panels if p.place == "tab"], "tab": tab,
        "panels": [{"panel": p, **p.context(row, request)} for p in open_ones],
        "may_change": scope.holds(row, who, resource.permission("change")),
        "may_delete": scope.holds(row, who, resource.permission("delete")),
    }  # fmt: skip
    return render(request, resource.template.get("record", "kit/record.html"), context)


@require_http_methods(["GET", "POST"])
@signed_in
def act(request: HttpRequest, label: str, pk: str, verb: str) -> HttpResponse:
    """A verb: GET shows its dialog as a page, POST carries it out."""
    resource, row = one(label, int(pk))
    action = next((a for a in resource.verbs() if a.name == verb and a.only_through is None), None)
    if action is None:
        raise Http404
    form = dialog(action, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = int(request.POST["version"]) if request.POST.get("version", "").isdigit() else None
        try:
            action(row, version=version, reason=request.POST.get("reason", ""), source="web", **form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, resource.address(row.pk), _("%(verb)s: %(record)s") % {"verb": action.label, "record": row})
    status = 200 if request.method == "GET" else 422
    context = {"resource": resource, "record": row, "action": action, "form": form, "title": action.label}
    return render(request, "kit/act.html", context, status=status)


@require_POST
@signed_in
def erase(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """To the trash; the toast offers the way back."""
    resource, row = one(label, pk)
    verbs.delete(row, source="web")
    told = _("Deleted: %(record)s") % {"record": row}
    return go(request, resource.path, told, undo=f"{resource.address(pk)}/restore")


@require_POST
@signed_in
def undelete(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Out of the trash."""
    resource, row = one(label, pk, trashed=True)
    verbs.restore(row, source="web")
    return go(request, resource.address(pk), _("Restored: %(record)s") % {"record": row})
