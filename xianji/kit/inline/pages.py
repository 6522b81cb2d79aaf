"""One field of a record, changed where it stands: its editor, and the value again when it is saved."""

import json
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from xianji.kit import verbs
from xianji.kit.forms.build import KitForm, form_of
from xianji.kit.forms.conflicts import WAS, conflicts, written
from xianji.kit.inline.locks import lock_of
from xianji.kit.records import page
from xianji.kit.records.views import one
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.lib import actor, whole


@require_http_methods(["GET", "POST"])
@signed_in
def field(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """GET the editor, or with `shown` the value; POST the new value. Without scripts it is the form of the whole record."""
    resource, record = one(label, pk)
    columns = resource.open_to(actor.current(), [name] if name in resource.names else [])
    if not columns:
        raise Http404
    if not getattr(request, "htmx", False) and request.method == "GET":
        return go(request, f"{resource.address(pk)}/edit?at={name}")
    lock = lock_of(resource, record, name)
    if request.method == "GET" and "shown" in request.GET:
        return shown(request, resource, record, name)
    if lock:
        return locked(request, lock)
    shape = partial(form_of, resource, names=[name])
    if request.method == "GET":
        return editor(request, resource, record, shape(record))
    form = shape(record, request.POST)
    if not saved(form, record, shape, request.POST):
        return editor(request, resource, one(label, pk)[1] if form.stale else record, form)
    record = page.found(resource, pk)
    if record is None:
        return go(request, resource.path)
    answer = shown(request, resource, record, name)
    answer.headers["HX-Trigger"] = json.dumps({"xj:saved": {"version": record.version}})
    return answer


def saved(form: KitForm, record: Any, shape: Any, posted: QueryDict) -> bool:
    """Through the verb of the whole form. Where somebody was faster in another field alone, nobody's words are at stake."""
    if not form.is_valid():
        return False
    [name] = form.fields
    version = whole.number(posted.get("version"))
    try:
        verbs.change(record, form.values(), version=rebased(record, shape, name, version, posted), source="web")
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_refusal(refusal)
        return False
    return True


def rebased(record: Any, shape: Any, name: str, version: int | None, posted: QueryDict) -> int | None:
    """The version that stands now, if the field is still as its editor showed it; else the one that was seen."""
    if version == record.version or posted.get(WAS + name) is None:
        return version
    return record.version if written(shape(record), name) == posted[WAS + name] else version


def editor(request: HttpRequest, resource: Any, record: Any, form: KitForm) -> HttpResponse:
    """The field with what stands there now; refused with its rule, or with both values where somebody was faster."""
    [name] = form.fields
    fresh = form_of(resource, record, names=[name])
    context = {
        "resource": resource, "record": record, "form": form, "field": form[name], "here": resource.address(record.pk),
        "name": name, "was": written(fresh, name), "old": page.cell(record, resource.column(name))["cell"],
        "conflict": next(iter(conflicts(resource, form, record)), None) if form.stale else None, "place": place_of(request),
    }  # fmt: skip
    return render(request, "kit/inline/editor.html", context, status=form.status)


def shown(request: HttpRequest, resource: Any, record: Any, name: str) -> HttpResponse:
    """The value as it stands in its place."""
    context = {"field": page.field_of(resource, record, name), "here": resource.address(record.pk), "revealed": {},
               "place": place_of(request)}  # fmt: skip
    return render(request, "kit/inline/value.html", context)


def locked(request: HttpRequest, reason: str) -> HttpResponse:
    """Asked for, it is told why there is no editor; sent all the same, it is refused."""
    if request.method == "POST":
        raise NotPermitted(reason)
    return render(request, "kit/inline/locked.html", {"reason": reason})


def place_of(request: HttpRequest) -> str:
    """Whether the field stands in a list, where days are told in words, or on its record's page."""
    return "list" if (request.POST.get("place") or request.GET.get("place")) == "list" else "record"


