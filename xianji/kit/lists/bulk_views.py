"""Ticked rows: ask what is missing, do it row by row, say what was refused and why."""

import secrets
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from xianji.kit.exports.views import download
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import control
from xianji.kit.forms.links import linked
from xianji.kit.forms.parameters import dialog
from xianji.kit.lists.bulk import MOST, Deed, Outcome, carry_out, deeds, together_fields, try_out
from xianji.kit.lists.bulk_undo import ABLE, entries_of, take_back
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
    form = form_for(resource, deed, records[0], request)
    ready = not deed.needs or ("confirmed" in request.POST and form.is_valid())
    context = {"resource": resource, "deed": deed, "records": records, "form": form, "back": back, "title": deed.label}
    if not ready:
        return render(request, "kit/bulk.html", context, status=form.status)
    values = values_of(deed, form)
    reason = str(request.POST.get("reason", ""))
    if deed.needs and "seen" not in request.POST:
        return render(request, "kit/bulk_preview.html", context | previewed(request, deed, records, values, reason))
    key = secrets.token_hex(16)
    outcome = carry_out(deed, records, values, reason, key)
    return report(request, resource, deed, outcome, back, key)


def previewed(request: HttpRequest, deed: Deed, records: list[Any], values: dict[str, Any], reason: str) -> dict[str, Any]:
    """What would come of it, tried and taken back, and what was sent, to be sent again."""
    sent = [(name, text) for name, texts in request.POST.lists() for text in texts if name not in {"csrfmiddlewaretoken", "ids"}]
    return {"outcome": try_out(deed, records, values, reason), "sent": sent}


def values_of(deed: Deed, form: KitForm) -> dict[str, Any]:
    """What the verb is given."""
    if not deed.needs:
        return {}
    return {name: value for name, value in form.cleaned_data.items() if deed.name != "change" or name not in {"field", "asked"}}


@require_http_methods(["GET", "POST"])
@signed_in
def bulk_done(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """What the reader did to many rows at once, and the way back for what nobody has changed since."""
    resource = open_list(label)
    entries = entries_of(label, key)
    if not entries:
        raise Http404
    if request.method == "POST":
        outcome = take_back(resource, entries)
        undo = Deed("undo", _("Taken back"), "rotate")
        return report(request, resource, undo, outcome, safe_next(request, resource.path))
    context = {"resource": resource, "entries": entries, "title": _("Done together"), "key": key}
    return render(request, "kit/bulk_done.html", context)


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


def form_for(resource: Any, deed: Deed, record: Any, request: HttpRequest) -> KitForm:
    """What must be told first; a field that is to be changed is chosen, then its control appears."""
    if deed.name == "change":
        return change_form(resource, request)
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


def change_form(resource: Any, request: HttpRequest) -> KitForm:
    """Which field, and once it is chosen, what all are to have there."""
    columns = {column.path: column for column in together_fields(resource)}
    fields: dict[str, forms.Field] = {
        "field": forms.ChoiceField(label=_("Field"), choices=[(name, column.label) for name, column in columns.items()])
    }
    name = str(request.POST.get("field", ""))
    if name in columns:
        fields[name] = control(columns[name], resource.path)
        fields["asked"] = forms.CharField(widget=forms.HiddenInput())
    is_asked = name in columns and request.POST.get("asked") == name
    return KitForm(request.POST if is_asked else None, fields, initial={"field": name, "asked": name})


def report(request: HttpRequest, resource: Any, deed: Deed, outcome: Outcome, back: str, key: str = "") -> HttpResponse:
    """A toast when all went well, else a page with every refusal."""
    count = len(outcome.done)
    words = ngettext("%(verb)s: %(count)s record", "%(verb)s: %(count)s records", count)
    told = words % {"verb": deed.label, "count": count}
    undo = f"{resource.path}bulk/{key}" if key and outcome.done and deed.name in ABLE else ""
    if not outcome.refused:
        return go(request, back, told, undo=undo)
    context = {"resource": resource, "deed": deed, "outcome": outcome, "told": told, "back": back, "title": deed.label,
               "undo": undo}  # fmt: skip
    return render(request, "kit/bulk_report.html", context)
