"""Tagging and starring a record; each works as a plain form."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xianji.kit.forms.build import KitForm
from xianji.kit.marks import keeping
from xianji.kit.marks.words import written
from xianji.kit.records.views import one, page_or_dialog
from xianji.kit.refusals import Refused
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in


def field_of(label: str) -> forms.Field:
    """One line for all tags, with those in use as a hint."""
    used = written(keeping.known(label))
    hint = _("In use: %(tags)s") % {"tags": used} if used else ""
    line = forms.TextInput(attrs={"autocomplete": "off", "placeholder": _("Several with commas")})
    return forms.CharField(label=_("Tags"), required=False, max_length=1000, help_text=hint, widget=line)


@require_http_methods(["GET", "POST"])
@signed_in
def tags(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """GET asks, POST settles: exactly these tags."""
    resource, record = one(label, pk)
    posted = request.POST if request.method == "POST" else None
    form = KitForm(posted, {"tags": field_of(resource.label)}, initial={"tags": written(keeping.names_of(record))})
    if form.is_valid():
        try:
            keeping.settle(record, form.cleaned_data["tags"], source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, resource.address(pk), _("The tags were saved."))
    context: dict[str, Any] = {
        "resource": resource, "record": record, "form": form, "title": _("Tags"), "glyph": "tag", "deed": _("Save"),
    }  # fmt: skip
    return render(request, page_or_dialog(request), context, status=form.status)


@require_POST
@signed_in
def star(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """`wanted=yes` gives the star, anything else takes it back; with scripts only the button changes."""
    resource, record = one(label, pk)
    wanted = request.POST.get("wanted") == "yes"
    keeping.star(record, wanted)
    if getattr(request, "htmx", False):
        context = {"here": resource.address(pk), "is_starred": wanted}
        return render(request, "kit/marks/star.html", context)
    told = _("Starred: %(record)s") if wanted else _("No longer starred: %(record)s")
    return go(request, safe_next(request, resource.address(pk)), told % {"record": record})
