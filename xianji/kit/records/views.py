"""The page of a record, its verbs, the trash and the way back."""

from secrets import token_hex
from typing import Any

from django.forms import CharField, Textarea
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianji.audit import looks
from xianji.audit.journal import together
from xianji.kit import registry, verbs
from xianji.kit.exports.views import needed
from xianji.kit.exports.writers import is_offered
from xianji.kit.forms.build import KitForm
from xianji.kit.forms.links import linked
from xianji.kit.forms.parameters import dialog
from xianji.kit.merging.declared import merging_of
from xianji.kit.merging.finding import survivor_of
from xianji.kit.records import page, undo
from xianji.kit.records.holding import Holding
from xianji.kit.records.neighbours import around, neighbours, place_in
from xianji.kit.records.onward import lacking
from xianji.kit.records.panels import Panel, panels_for
from xianji.kit.records.stages import bar
from xianji.kit.records.tabs import tabs
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.web.answers import go, safe_next
from xianji.kit.web.guard import signed_in
from xianji.lib import actor, whole
from xianji.org.models import Person

BUTTONS = 3


def one(label: str, pk: int, *, trashed: bool = False, to_edit: bool = False) -> tuple[Any, Any]:
    """The resource and the record; what one may not see does not exist. A form needs no links but its own."""
    resource = registry.resource_of(label)
    record = page.found(resource, pk, trashed=trashed, names=resource.editable if to_edit else None)
    if record is None:
        raise Http404
    return resource, record


def permitted(row: Any, permission: str, verb: Any) -> None:
    """Who sees the record and may not do this is told so, and whom to ask."""
    if not Holding(row, actor.current()).may(permission):
        raise NotPermitted(_("You may not do “%(verb)s” here.") % {"verb": verb})


@require_GET
@signed_in
def record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Facts, sections, verbs, and the panels of the tab that is open; a deleted record only for those who may restore it. One
    that was merged leads to where it went."""
    resource = registry.resource_of(label)
    row = page.found(resource, pk)
    if row is None and (survivor := survivor_of(resource, pk)):
        return HttpResponseRedirect(resource.address(survivor.pk))
    row = row or page.found(resource, pk, trashed=True)
    if row is None or (row.deleted_at and not Holding(row, actor.current()).may(resource.permission("delete"))):
        raise Http404
    if resource.watched:
        looks.note(resource.label, [pk])
    return shown(request, resource, row)


def shown(request: HttpRequest, resource: Any, row: Any, revealed: dict[str, str] | None = None) -> HttpResponse:
    """The page; `revealed` are encrypted values that this one answer shows in clear."""
    given = str(request.GET.get("in", ""))
    if request.headers.get("HX-Target") == "beside":
        context = context_of(request, resource, row, revealed) | {"around": around(resource, row, given)}
        return render(request, "kit/records/beside.html", context)
    context = context_of(request, resource, row, revealed)
    context |= {"around": neighbours(resource, row, given, context["tab"])}
    return render(request, resource.template.get("record", "kit/record.html"), context)


def context_of(request: HttpRequest, resource: Any, row: Any, revealed: dict[str, str] | None = None) -> dict[str, Any]:
    """What a page about the record needs, or a panel beside its list."""
    holding = Holding(row, actor.current())
    panels = panels_for(row)
    tabbed = [p for p in panels if p.place == "tab"]
    tab = tab_of(request, tabbed)
    doable = [] if row.deleted_at else holding.verbs(resource.verbs())
    may_change = bool(resource.editable) and not row.deleted_at and holding.may(resource.permission("change"))
    open_ones = [p for p in panels if (p.place == "tab" and p.name == tab) or (not tab and p.place != "tab")]
    return {
        "resource": resource, "record": row, "title": str(row), "revealed": revealed or {},
        "facts": page.facts(resource, row), "marks": page.marks(resource, row), "number": page.number(resource, row),
        "sections": [] if tab else page.sections(resource, row, holding), "tabs": tabs(tabbed), "tab": tab,
        "panels": [{"panel": p, **p.context(row, request)} for p in open_ones],
        **buttons(doable), "bar": None if tab or row.deleted_at else bar(resource, row, doable),
        "may_call": bool(page.number_to_call(resource, row)), "may_change": may_change,
        "lacking": lacking(resource, row, doable, may_change),
        "may_merge": may_change and merging_of(resource) is not None,
        "may_delete": holding.may(resource.permission("delete")),
        "exports": exports_of(resource, row, holding),
        "may_hand_over": row.owned and not row.deleted_at and holding.may(resource.permission("hand_over")),
    }  # fmt: skip


def tab_of(request: HttpRequest, panels: list[Panel]) -> str:
    """The open tab. Who goes from record to record stands before the overview where one has not got that tab."""
    tab = request.GET.get("tab", "")
    if not tab or tab in {one.name for one in panels}:
        return tab
    if "in" in request.GET:
        return ""
    raise Http404


@require_GET
@signed_in
def place(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """2 / 86: where the record stands in the list it was opened from; comes late."""
    resource, row = one(label, pk)
    if not resource.may(actor.current(), "view"):
        raise Http404
    here, total = place_in(resource, row, str(request.GET.get("in", "")))
    return HttpResponse(f"{here} / {total}")


def exports_of(resource: Any, row: Any, holding: Holding) -> dict[str, str]:
    """The addresses of this record as a file."""
    if row.deleted_at:
        return {}
    here = f"{resource.address(row.pk)}/export"
    kinds = {"pdf": "", "xlsx": "", "csv": "?bom=1", "vcf": ""}
    return {kind: f"{here}.{kind}{more}" for kind, more in kinds.items()
            if is_offered(resource, kind) and holding.may(resource.permission(needed(kind)))}  # fmt: skip


def buttons(doable: list[Any]) -> dict[str, list[Any]]:
    """Up to three verbs as buttons, the primary one last; the dangerous and the rest in the menu."""
    plain = [action for action in doable if not action.is_danger]
    first = sorted(plain[:BUTTONS], key=lambda action: action.is_primary)
    return {"first_verbs": first, "more_verbs": [action for action in doable if action not in first]}


@require_http_methods(["GET", "POST"])
@signed_in
def act(request: HttpRequest, label: str, pk: int, verb: str) -> HttpResponse:
    """A verb: GET shows its dialog as a page, POST carries it out."""
    resource, row = one(label, pk)
    action = next((a for a in resource.verbs() if a.name == verb and a.only_through is None), None)
    if action is None:
        raise Http404
    permitted(row, action.needed, action.label)
    form = dialog(action, row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        version = whole.number(request.POST.get("version"))
        key = token_hex(16) if undo.can_undo(resource, verb) else ""
        try:
            with together(key):
                action(row, version=version, reason=request.POST.get("reason", ""), source="web", **form.values())
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            told = _("%(verb)s: %(record)s") % {"verb": action.label, "record": row}
            back = resource.address(row.pk) if page.found(resource, pk) else resource.path
            return go(request, safe_next(request, back), told, undo=undo.address(resource, pk, key))
    context = {"resource": resource, "record": row, "action": action, "form": form, "title": action.label}
    return render(request, page_or_dialog(request), context, status=form.status)


def page_or_dialog(request: HttpRequest) -> str:
    """A verb asks on a page of its own or, where scripts run, over the page it was chosen on."""
    return "kit/act_dialog.html" if request.headers.get("HX-Target") == "verb" else "kit/act.html"


@require_http_methods(["GET", "POST"])
@signed_in
def hand_over(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Give the record to somebody else."""
    resource, row = one(label, pk)
    if not row.owned:
        raise Http404
    permitted(row, resource.permission("hand_over"), _("Hand over"))
    reason = CharField(widget=Textarea({"rows": 3}), label=_("Reason"), required=False)
    fields = {"to": linked(Person, label=_("New owner")), "reason": reason}
    form = type("HandOverForm", (KitForm,), fields)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.hand_over(row, form.cleaned_data["to"], reason=form.cleaned_data["reason"], source="web")
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            back = resource.address(pk) if page.found(resource, pk) else resource.path
            return go(request, back, _("Handed over: %(record)s") % {"record": row})
    context = {"resource": resource, "record": row, "form": form, "title": _("Hand over")}
    return render(request, page_or_dialog(request), context, status=form.status)


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
