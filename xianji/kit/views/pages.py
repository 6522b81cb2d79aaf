"""Saving, changing and placing views: each a form that works without scripts, and a dialog over the list where they run."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xianji.kit.lists.asked import SAFE
from xianji.kit.lists.opened import open_list
from xianji.kit.refusals import Refused
from xianji.kit.views import keeping
from xianji.kit.views.forms import form_of
from xianji.kit.views.models import View
from xianji.kit.views.rights import may_change
from xianji.kit.views.shelf import visible, words_of
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in
from xianji.lib import actor, whole


def one(label: str, pk: int, *, deleted: bool = False) -> tuple[Any, View]:
    """The resource and the view; what one may not see does not exist."""
    resource, who = open_list(label), actor.current()
    rows = View.objects.filter(visible(who), label=resource.label, deleted_at__isnull=not deleted)
    view = rows.select_related("unit").filter(pk=pk).first()
    if view is None or (deleted and not may_change(who, view)):
        raise Http404
    return resource, view


def place_of(resource: Any, view: View, words: Any = None) -> str:
    """The list as this view shows it, or with other words on top of it."""
    told = f"{urlencode(words, safe=SAFE)}" if words is not None else view.address
    return f"{resource.path}?view={view.pk}{'&' if told else ''}{told}"


def asked_in(request: HttpRequest, resource: Any, form: Any, title: str, button: str) -> HttpResponse:
    part = request.headers.get("HX-Target") == "verb"
    context = {"resource": resource, "form": form, "title": title, "button_label": button,
               "back": safe_next(request, resource.path)}  # fmt: skip
    return render(request, "kit/views/dialog.html" if part else "kit/views/form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest, label: str) -> HttpResponse:
    """Save the list as it stands, under a name."""
    resource = open_list(label)
    form = form_of(posted=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            view = keeping.create(resource, request.GET, form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, place_of(resource, view), _("Saved: %(view)s") % {"view": view})
    return asked_in(request, resource, form, _("Save as a view"), _("Save"))


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Another name, other readers, a lock."""
    resource, view = one(label, pk)
    if not may_change(actor.current(), view):
        raise Http404
    form = form_of(view, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            view = keeping.change(view, form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, place_of(resource, view), _("Saved: %(view)s") % {"view": view})
    return asked_in(request, resource, form, _("Change the view"), _("Save"))


@require_POST
@signed_in
def save(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The view as the list stands now; `version` is that of the view when the list was opened."""
    resource, view = one(label, pk)
    keeping.keep(resource, view, request.GET, whole.number(request.POST.get("version")))
    return go(request, place_of(resource, view, words_of(request.GET)), _("Saved: %(view)s") % {"view": view})


@require_POST
@signed_in
def delete(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    resource, view = one(label, pk)
    keeping.delete(view)
    told = _("Deleted: %(record)s") % {"record": view}
    return go(request, f"{resource.path}?view=all", told, undo=f"{resource.path}views/{pk}/restore")


@require_POST
@signed_in
def restore(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    resource, view = one(label, pk, deleted=True)
    view = keeping.restore(view)
    return go(request, place_of(resource, view), _("Restored: %(record)s") % {"record": view})


@require_POST
@signed_in
def pin(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """`do`: star, unstar, left or right; the reader's own affair."""
    resource, view = one(label, pk)
    match request.POST.get("do", ""):
        case "star" | "unstar" as wish:
            keeping.star(view, wish == "star")
        case "left" | "right" as way:
            keeping.move(resource, view, 1 if way == "right" else -1)
        case _:
            raise Http404
    return go(request, safe_next(request, place_of(resource, view)))
