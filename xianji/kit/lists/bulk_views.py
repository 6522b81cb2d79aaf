"""Ticked rows: ask what is missing, do it row by row, say what was refused and why."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from xianji.kit.exports.views import download
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.links import linked
from xianji.kit.forms.parameters import dialog
from xianji.kit.lists.bulk import MOST, Deed, Outcome, carry_out, deeds
from xianji.kit.lists.opened import open_list
from xianji.kit.marks.pages import field_of as tags_field
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in
from xianji.lib import actor
from xianji.org import scope
from xianji.org.models import Person


@require_POST
@signed_in
def bulk(request: HttpRequest, label: str) -> HttpResponseBase:
    """One verb on the ticked rows. A verb that needs something asks on a page first."""
    resource = open_list(label)
    deed = wanted(resource, request)
    records = ticked(resource, request, trashed=deed.name == "restore")
    back = safe_next(request, resource.path)
    if not records:
        return go(request, back, _("No row was selected."), kind="error")
    if deed.name == "export":
        return download(request, resource, ids=[record.pk for record in records])
    form = form_for(deed, records[0], request)
    if deed.needs and not ("confirmed" in request.POST and form.is_valid()):
        context = {"resource": resource, "deed": deed, "records": records, "form": form, "back": back}
        return render(request, "kit/bulk.html", context | {"title": deed.label}, status=form.status)
    outcome = carry_out(deed, records, form.cleaned_data if deed.needs else {}, request.POST.get("reason", ""))
    return report(request, resource, deed, outcome, back)


def wanted(resource: Any, request: HttpRequest) -> Deed:
    """The deed behind the pressed button, if the actor may do such a thing at all."""
    name = request.POST.get("verb") or request.GET.get("verb", "")
    if name == "restore" and resource.may(actor.current(), "delete"):
        return Deed("restore", _("Restore"), "rotate")
    deed = next((one for one in deeds(resource) if one.name == name), None)
    if deed is None:
        raise Http404
    return deed


def ticked(resource: Any, request: HttpRequest, *, trashed: bool = False) -> list[Any]:
    """The ticked records that the actor may see; others do not exist."""
    given = request.POST.getlist("ids") or request.GET.get("ids", "").split(",")
    ids = [int(one) for one in given if one.isdigit()][:MOST]
    rows = resource.model.objects.all()
    if trashed:
        rows = scope.visible(resource.model.unscoped.all(), actor.current())
    return list(rows.filter(pk__in=ids).order_by("pk"))


def form_for(deed: Deed, record: Any, request: HttpRequest) -> KitForm:
    posted = request.POST if "confirmed" in request.POST else None
    if deed.action is not None:
        return dialog(deed.action, record, posted)
    fields: dict[str, forms.Field] = {}
    if deed.name == "hand_over":
        reason = forms.CharField(label=_("Reason"), required=False)
        fields = {"to": linked(Person, label=_("New owner")), "reason": reason}
    if deed.name == "tag":
        fields = {"tags": tags_field(record.label())}
        fields["tags"].required = True
    return type("BulkForm", (KitForm,), fields)(posted)


def report(request: HttpRequest, resource: Any, deed: Deed, outcome: Outcome, back: str) -> HttpResponse:
    """A toast when all went well, else a page with every refusal."""
    count = len(outcome.done)
    words = ngettext("%(verb)s: %(count)s record", "%(verb)s: %(count)s records", count)
    told = words % {"verb": deed.label, "count": count}
    undo = ""
    if deed.name == "delete" and outcome.done:
        ids = ",".join(str(record.pk) for record in outcome.done)
        undo = f"{resource.path}bulk?verb=restore&ids={ids}"
    if not outcome.refused:
        return go(request, back, told, undo=undo)
    context = {"resource": resource, "deed": deed, "outcome": outcome, "told": told, "back": back, "title": deed.label}
    return render(request, "kit/bulk_report.html", context)
