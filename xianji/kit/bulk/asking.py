"""What must be told before a deed: on which records, and with which values."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from xianji.kit.bulk.chosen import MOST, Chosen
from xianji.kit.bulk.deeds import Deed, deed_of, together_fields
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.fields import control
from xianji.kit.forms.links import linked
from xianji.kit.forms.parameters import dialog
from xianji.kit.marks.pages import field_of as tags_field
from xianji.lib import whole
from xianji.org.models import Person


def wanted(resource: Any, request: HttpRequest) -> Deed:
    """The deed behind the pressed button, if the actor may do such a thing at all."""
    deed = deed_of(resource, str(request.POST.get("verb", "")))
    if deed is None or deed.name == "undo":
        raise Http404
    return deed


def chosen(resource: Any, request: HttpRequest, deed: Deed) -> Chosen:
    """The ticked records, or all that match the list's address."""
    if "all" in request.POST:
        return Chosen.all_that_match(resource, QueryDict(str(request.POST.get("match", ""))).dict())
    ids = whole.numbers(request.POST.getlist("ids"))[:MOST]
    return Chosen(resource, ids=ids, trashed=deed.name == "restore")


def sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent again; the ticked ids are written by themselves."""
    return [(name, str(text)) for name, texts in request.POST.lists() for text in texts
            if name not in {"csrfmiddlewaretoken", "ids", "seen"}]  # fmt: skip


def seen_at(request: HttpRequest) -> datetime | None:
    """When the preview was made; None where there was none."""
    try:
        found = parse_datetime(str(request.POST.get("seen", "")))
    except ValueError:
        return None
    return min(found, timezone.now()) if found is not None and timezone.is_aware(found) else None


def form_for(resource: Any, deed: Deed, record: Any, request: HttpRequest) -> KitForm:
    """What must be told first; a field that is to be changed is chosen, then its control appears."""
    if deed.name == "change":
        return change_form(resource, request)
    posted = request.POST if "confirmed" in request.POST else None
    if deed.action is not None:
        return dialog(deed.action, record, posted)
    fields: dict[str, forms.Field] = {}
    if deed.name == "hand_over":
        reason = forms.CharField(widget=forms.Textarea({"rows": 3}), label=_("Reason"), required=False)
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


def values_of(deed: Deed, form: KitForm) -> dict[str, Any]:
    """What the deed is given; why it is done stands beside it."""
    if not deed.needs:
        return {}
    beside = {"change": {"field", "asked"}, "hand_over": {"reason"}}.get(deed.name, set())
    return {name: value for name, value in form.cleaned_data.items() if name not in beside}
