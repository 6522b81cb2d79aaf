"""The dialogs of a delivery: how much of which line is to leave, and how much of it was taken, with a photograph or scan."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from xianji.kit.actions import Action
from xianji.kit.files.keeping import attach
from xianji.kit.records.views import one, permitted
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import HttpRequest, HttpResponse, go, render, require_http_methods, safe_next, signed_in
from xianji.lib import whole
from xianji.sales.deliveries import forms
from xianji.sales.deliveries.actions import accept, deliver
from xianji.sales.deliveries.models import Delivery
from xianji.sales.orders.models import Order


@require_http_methods(["GET", "POST"])
@signed_in
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    return counted(request, Order.label(), pk, deliver, forms.to_plan)


@require_http_methods(["GET", "POST"])
@signed_in
def take(request: HttpRequest, pk: int) -> HttpResponse:
    return counted(request, Delivery.label(), pk, accept, forms.to_accept)


def counted(request: HttpRequest, label: str, pk: int, action: Action, asks: Callable[..., Any]) -> HttpResponse:
    """GET asks, over the page or on one of its own; POST carries it out, with what was photographed."""
    resource, row = one(label, pk)
    permitted(row, action.needed, action.label)
    form = asks(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        version = whole.number(request.POST.get("version"))
        try:
            action(row, version=version, source="web", counts=form.counts(), **form.given())
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            told = _("%(verb)s: %(record)s") % {"verb": action.label, "record": row}
            return go(request, safe_next(request, resource.address(pk)), " ".join([told, *keep(row, request)]))
    context = {
        "resource": resource, "record": row, "action": action, "form": form, "title": action.label,
        "takes_files": action is accept,
    }  # fmt: skip
    return render(request, page_or_dialog(request), context, status=form.status)


def page_or_dialog(request: HttpRequest) -> str:
    over = request.headers.get("HX-Target") == "verb"
    return "sales/deliveries/counts_dialog.html" if over else "sales/deliveries/counts_page.html"


def keep(record: Any, request: HttpRequest) -> list[str]:
    """What was photographed goes to the files of the record; what cannot be kept is told, and what was done stands."""
    told = []
    for file in request.FILES.getlist("files")[:20]:
        try:
            attach(record, file.name or "", file, file.size or 0, source="web")
        except Refused as refusal:
            told.append(str(refusal))
    return told
