"""Asking for an export with its purpose, and fetching what was granted."""

import json
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.approval.exports import passwords, recipients
from xianji.approval.exports.actions import ask_for, fetched, is_closed, leaving
from xianji.approval.exports.models import ExportRequest
from xianji.kit import registry
from xianji.kit.exports import jobs
from xianji.kit.exports.order import KINDS, Order
from xianji.kit.exports.views import AT_ONCE, handed_out
from xianji.kit.exports.writers import is_offered
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import (
    Http404,
    HttpRequest,
    HttpResponse,
    KitForm,
    forms,
    go,
    page_for,
    render,
    require_http_methods,
    require_POST,
)
from xianji.lib import actor

SEE = "approval.exportrequest.view"


@require_http_methods(["GET", "POST"])
@page_for(SEE)
def ask(request: HttpRequest) -> HttpResponse:
    """What is to leave, and what for."""
    wanted = leaving(order_of(str(request.GET.get("order", ""))))
    jobs.must_be_allowed(wanted)
    purpose = forms.CharField(label=_("Purpose"), max_length=300, help_text=_("Those who decide read it."))
    fields: dict[str, forms.Field] = {"purpose": purpose, **to_whom()}
    form = KitForm(request.POST if request.method == "POST" else None, fields)
    if form.is_valid():
        try:
            to = recipients.recipient(form.cleaned_data.get("recipient", ""))
            made = ask_for(wanted, form.cleaned_data["purpose"], actor.current(), to)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return go(request, f"/approval/exports/{made.pk}", _("The export is asked for. You hear of it when it is decided."))
    chosen = wanted.selection()
    context = {
        "title": _("Ask for an export"), "form": form, "file": wanted.file_name, "count": chosen.found().count(),
        "columns": [str(column.label) for column in chosen.columns], "back": wanted.resource.path,
"is_closed": is_closed(),
        "guarded": [str(column.label) for column in chosen.columns if column.guard],
    }  # fmt: skip
    return render(request, "approval/ask_export.html", context, status=form.status)


def to_whom() -> dict[str, forms.Field]:
    """Asked where there is anybody outside to whom something may be given."""
    abroad = _("%(name)s (abroad)")
    told = [(f"{one.pk}", abroad % {"name": one.name} if one.is_abroad else one.name) for one in recipients.known()]
    if not told:
        return {}
    choices = [("", _("Nobody else: it stays in the company")), *told]
    return {"recipient": forms.ChoiceField(label=pgettext("export", "Goes to"), choices=choices, required=False)}


def order_of(text: str) -> Order:
    """What the address says, if it says an order that this installation knows."""
    try:
        told: dict[str, Any] = json.loads(text)
        wanted = Order(label=told["label"], kind=told["kind"], asked={str(k): str(v) for k, v in told["asked"].items()},
                       machine=bool(told["machine"]), bom=bool(told["bom"]),
                       ids=None if told["ids"] is None else [int(one) for one in told["ids"]])  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Http404 from problem
    if wanted.label not in registry.resources or wanted.kind not in KINDS or not is_offered(wanted.resource, wanted.kind):
        raise Http404
    return wanted


@require_POST
@page_for(SEE)
def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, once; one of very many rows is made by the worker."""
    export = ExportRequest.objects.filter(pk=pk, owner=actor.current().person_id or 0).first()
    if export is None:
        raise Http404
    return handed_out(request, fetched(export, passwords.read(export, request.POST.get("password", ""))), export.rows > AT_ONCE)
