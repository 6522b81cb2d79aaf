"""Merging on screen: choose the other record, see both side by side, do it, and take it back. Each works as a plain form."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xianji.kit.forms.alike import alike
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.links import linked
from xianji.kit.lists.opened import open_list
from xianji.kit.merging import keeping
from xianji.kit.merging.compared import columns_of, fields_of, moves_of
from xianji.kit.merging.models import Merged
from xianji.kit.merging.surviving import Choice, choice, fuller
from xianji.kit.records.finding import seen
from xianji.kit.records.views import one, page_or_dialog
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go
from xianji.kit.web.guard import signed_in
from xianji.kit.web.writing import several
from xianji.lib import actor, whole

VALUE, VERSION = "value.", "version."


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """With which one? Those that look like it are offered, any other is found by name or number."""
    resource, record = one(label, pk)
    if not keeping.may_merge(resource):
        raise Http404
    form = KitForm(request.POST if request.method == "POST" else None, questions(resource, record))
    if form.is_valid():
        other = form.cleaned_data.get("other")
        wanted = str(other.pk) if other else form.cleaned_data.get("likely", "")
        if wanted and wanted != str(pk):
            return go(request, f"{resource.path}merge?ids={pk},{wanted}")
        form.add_error("other", _("Choose another record of this kind."))
    context = {"resource": resource, "record": record, "form": form, "title": _("Merge with another"), "glyph": "arrow-merge"}
    return render(request, page_or_dialog(request), context, status=form.status)


def questions(resource: Any, record: Any) -> dict[str, forms.Field]:
    found = alike(resource, {name: getattr(record, name) for name in resource.alike}).twins
    twins = [(str(one.pk), " · ".join(filter(None, [one.title, one.more]))) for one in found if one.pk != record.pk]
    made: dict[str, forms.Field] = {"other": linked(resource.model, label=_("The other record"), required=False)}
    if not twins:
        return made
    likely = forms.ChoiceField(label=_("Possibly the same"), choices=twins, widget=forms.RadioSelect, required=False)
    return {"likely": likely, **made}


@require_http_methods(["GET", "POST"])
@signed_in
def side_by_side(request: HttpRequest, label: str) -> HttpResponse:
    """GET compares, POST makes one of them; a refusal comes back with what was chosen."""
    resource = open_list(label)
    records = wanted(resource, request)
    if not keeping.may_merge(resource):
        raise Http404
    if not 2 <= len(records) <= keeping.AT_ONCE:
        told = _("Choose two different records, or up to %(most)s.") % {"most": keeping.AT_ONCE}
        return go(request, resource.path, told, kind="error")
    asked = request.POST if request.method == "POST" else request.GET
    survivor = next((one for one in records if str(one.pk) == asked.get("keep")), None) or fuller(resource, records)
    rows = [survivor, *(one for one in records if one is not survivor)]
    picked = picks(request, rows) if request.method == "POST" else {}
    refusal = None
    if request.method == "POST" and "again" not in request.POST:
        try:
            kept = keeping.merge(survivor, rows[1:], picked, versions=versions(request), source="web")
        except Refused as problem:
            refusal = problem
        else:
            return done(request, resource, kept)
    return compared(request, resource, records, rows, picked, refusal)


def compared(request: HttpRequest, resource: Any, records: list[Any], rows: list[Any], picked: Choice,
             refusal: Refused | None) -> HttpResponse:  # fmt: skip
    chosen = {**choice(resource, rows), **picked}
    told = keeping.refusals(resource, rows)
    context = {
        "resource": resource, "title": _("Merge"), "records": columns_of(resource, records, rows[0]), "problem": refusal,
        "fields": fields_of(resource, records, chosen), "moves": moves_of(rows), "refusals": [] if refusal else told,
        "days": keeping.DAYS, "back": resource.address(rows[0].pk), "ids": ",".join(str(one.pk) for one in records),
    }  # fmt: skip
    return render(request, "kit/merging/page.html", context, status=refusal.status if refusal else 200)


def done(request: HttpRequest, resource: Any, kept: Any) -> HttpResponse:
    key = Merged.objects.filter(label=resource.label, survivor_id=kept.pk).order_by("-pk").values_list("key", flat=True).first()
    back = resource.address(kept.pk) if seen(resource.model, kept.pk) else resource.path
    return go(request, back, _("Merged into: %(record)s") % {"record": kept}, undo=f"{resource.path}merges/{key}")


def wanted(resource: Any, request: HttpRequest) -> list[Any]:
    """The records that the address names, as far as the actor may see them, in its order."""
    given = str(request.GET.get("ids") or request.POST.get("ids") or "").split(",")
    ids = whole.numbers(given)
    links = [column.path for column in resource.open_to(actor.current(), resource.editable) if column.is_link]
    return [row for pk in ids[: keeping.AT_ONCE + 1] if (row := seen(resource.model, pk, *links)) is not None]


def picks(request: HttpRequest, rows: list[Any]) -> Choice:
    by_id = {str(row.pk): row for row in rows}
    sent = ((key.removeprefix(VALUE), str(text)) for key, text in request.POST.items() if key.startswith(VALUE))
    return {name: by_id[text] for name, text in sent if text in by_id}


def versions(request: HttpRequest) -> dict[int, int]:
    sent = ((key.removeprefix(VERSION), str(text)) for key, text in request.POST.items() if key.startswith(VERSION))
    read = ((whole.number(pk), whole.number(text)) for pk, text in sent)
    return {pk: version for pk, version in read if pk is not None and version is not None}


@require_http_methods(["GET", "POST"])
@signed_in
def merged(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """What went into what; POST takes it back."""
    resource = open_list(label)
    rows = list(Merged.objects.filter(label=resource.label, key=key).order_by("pk"))
    survivor = seen(resource.model, rows[0].survivor_id) if rows else None
    if survivor is None:
        raise Http404
    if request.method == "POST":
        left = keeping.unmerge(resource, key, source="web")
        told = _("The merge was taken back: %(record)s") % {"record": several(row.title for row in rows)}
        if left:
            told += " " + _("Changed since and left as they are: %(fields)s.") % {"fields": several(left)}
        return go(request, resource.address(survivor.pk), told, kind="error" if left else "success")
    context = {"resource": resource, "rows": rows, "survivor": survivor, "title": _("Merged"), "days": keeping.DAYS, "key": key}
    return render(request, "kit/merging/done.html", context)
