"""The screens of decision tables: all of them, one version, its draft saved cell by cell, and the way to approval."""

from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.administration.rulebook_rights import SEE
from xianji.administration.tables import actions, asking, casing, form, impact, page, trail
from xianji.kit.forms.fields import DayField
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.lib import whole
from xianji.rulebook.tables import cells, editing
from xianji.rulebook.tables.declared import declared
from xianji.rulebook.tables.examining import Examination
from xianji.rulebook.tables.models import TableVersion


@web.require_GET
@web.page_for(SEE)
def tables(request: web.HttpRequest) -> web.HttpResponse:
    words = request.GET.get("q", "").strip()
    lines = page.lines(words)
    return web.render(request, "administration/tables.html", {"title": _("Decision tables"), "lines": lines, "q": words})


@web.require_GET
@web.page_for(SEE)
def table(request: web.HttpRequest, name: str) -> web.HttpResponse:
    """On to the open version for those who work on it, to the one in force for everybody else."""
    known(name)
    newest = editing.latest(name)
    if newest is not None and newest.is_open and (actions.may_propose(name) or asking.is_asked_about(newest)):
        return web.HttpResponseRedirect(page.address(newest))
    held = page.in_force(name)
    if held is None:
        editing.keep_shipped()
        held = version_of(name, 1)
    return web.HttpResponseRedirect(page.address(held))


@web.require_GET
@web.page_for(SEE)
def version(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    found = version_of(name, number)
    return web.render(request, "administration/decision.html", context(request, found))


@web.require_POST
@web.page_for(SEE)
def begin(request: web.HttpRequest, name: str) -> web.HttpResponse:
    known(name)
    try:
        return web.go(request, page.address(actions.begin(name)))
    except Refused as refusal:
        return web.go(request, f"{page.LIST}/{name}", str(refusal), kind="error")


@web.require_POST
@web.page_for(SEE)
def save(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    """The whole grid, after each change by script or by its button; nothing is saved while a cell cannot be read."""
    found = version_of(name, number)
    posted = form.read(request.POST, found.read)
    wants_json = request.headers.get("Accept") == "application/json"
    refusal = None
    if not posted.problems:
        try:
            content = form.done(posted.content, request.POST.get("do", ""))
            found = actions.save(found, content, edition_of(request))
        except Refused as problem:
            refusal = problem
    if wants_json:
        return answered(request, found, posted, refusal)
    if refusal or posted.problems:
        return rejected(request, found, posted, refusal)
    return web.HttpResponseRedirect(page.address(found))


def edition_of(request: web.HttpRequest) -> int:
    """Which saved state the page was made from; one that says nothing is out of date."""
    return whole.number(request.POST.get("edition")) or 0


def answered(request: web.HttpRequest, found: TableVersion, posted: form.Posted, refusal: Refused | None) -> JsonResponse:
    """What the page needs to go on: problems by cell, else what stands there now and what is said about it."""
    if refusal or posted.problems:
        told = {"problems": posted.problems, "refused": str(refusal or "")}
        return JsonResponse(told, status=refusal.status if refusal else 422)
    parts = context(request, found, asks=False)
    drawn = parts["grid"]
    return JsonResponse({
        "edition": found.edition, "given": posted.given, "saved": saved_told(found),
        "cells": {cell.name: [cell.text, cell.is_changed, cell.before] for line in drawn.lines for cell in line.cells},
        "chips": render_to_string("administration/decision_chips.html", parts, request),
        "cases": render_to_string("administration/decision_cases.html", parts, request),
    })  # fmt: skip


def rejected(request: web.HttpRequest, found: TableVersion, posted: form.Posted, refusal: Refused | None) -> web.HttpResponse:
    """Without scripts: the page again, with what was typed and why it cannot be read."""
    typed = {name: str(text) for name, text in request.POST.items()}
    parts = context(request, found) | {"refused": str(refusal or "") or _("Some cells cannot be read; nothing is saved yet.")}
    shown = TableVersion(table=found.table, number=found.number, state=found.state, content=posted.content.kept())
    parts["grid"] = page.drawing(shown, page.in_force(found.table), (), typed=typed, problems=posted.problems)
    return web.render(request, "administration/decision.html", parts, status=refusal.status if refusal else 422)


def context(request: web.HttpRequest, found: TableVersion, *, asks: bool = True) -> dict[str, Any]:
    """Everything on the page of a version."""
    base = page.in_force(found.table)
    content, one = found.read, known(found.table)
    tried = page.tried(content, request.GET, base.read if base and base.pk != found.pk else None) if asks else None
    hits = tried.rows if tried and tried.was_asked else tuple(request.GET.get("row", "").split(","))
    examined = Examination(content)
    is_draft = found.state == TableVersion.State.DRAFT
    return {
        "title": one.title, "table": one, "version": found, "content": content, "grid": page.drawing(found, base, hits),
        "base": base,
        "findings": examined.findings, "cases": examined.cases, "tried": tried, "hits": [hit for hit in hits if content.row(hit)],
        "versions": editing.versions(found.table), "may_edit": is_draft and actions.may_propose(found.table),
        "may_begin": not found.is_open and actions.may_propose(found.table), **asking.told(found),
        "saved": saved_told(found), "here": page.address(found), "today": timezone.localdate(), "shown": cells.shown,
        "fact": page.FACT,
        "trail": trail.steps(found), "source": (source := impact.source_of(found.table)),
        "impact": impact_of(found, request.GET.get("impact", "")) if asks else None,
        "is_large": bool(source and asks and found.is_open and impact.is_large(source)),
    }  # fmt: skip


def impact_of(found: TableVersion, wish: str) -> Any:
    outcome = impact.found(found, wish)
    source = impact.source_of(found.table)
    return impact.shown(outcome, found.read, source) if outcome and source else None


def saved_told(found: TableVersion) -> str:
    if not found.is_open:
        return ""
    at = timezone.localtime(found.saved_at)
    return _("%(who)s, saved at %(time)s") % {"who": found.author or _("the system"), "time": f"{at:%H:%M}"}


@web.require_POST
@web.page_for(SEE)
def cases(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    """Keep the facts of a test run as a fixed case, or drop one."""
    found = version_of(name, number)
    try:
        actions.save(found, casing.changed(found.read, request.POST), found.edition)
    except Refused as refusal:
        return web.go(request, page.address(found), str(refusal), kind="error")
    return web.go(request, f"{page.address(found)}#cases")


@web.require_POST
@web.page_for(SEE)
def what_if(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    """Many records are replayed by the worker."""
    found = version_of(name, number)
    if impact.source_of(name) is None:
        raise web.Http404
    return web.go(request, f"/jobs/{impact.later(found).pk}")


class SubmitForm(web.KitForm):
    """Why, and from which day."""

    reason = web.forms.CharField(max_length=500, label=gettext_lazy("Reason"))
    effective_on = DayField(
        label=gettext_lazy("Effective from"), widget=web.forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Not before it is approved; what happened before is answered by the version of its day."),
    )  # fmt: skip


class PlainForm(web.KitForm):
    """Nothing is asked."""


VERBS = {
    "submit": (gettext_lazy("Submit for review"), "send", SubmitForm, lambda v, f: actions.submit(v, f["reason"],
        f["effective_on"])),
    "discard": (gettext_lazy("Drop the draft"), "trash", PlainForm, lambda v, f: actions.discard(v)),
}  # fmt: skip


@web.require_http_methods(["GET", "POST"])
@web.page_for(SEE)
def do(request: web.HttpRequest, name: str, number: int, verb: str) -> web.HttpResponse:
    if verb not in VERBS:
        raise web.Http404
    found = version_of(name, number)
    title, glyph, kind, work = VERBS[verb]
    asked = kind(request.POST if request.method == "POST" else None, initial={"effective_on": timezone.localdate()})
    if request.method == "POST" and asked.is_valid():
        try:
            work(found, asked.cleaned_data)
        except Refused as refusal:
            asked.add_refusal(refusal)
        else:
            told = _("%(verb)s: %(record)s") % {"verb": title, "record": f"{known(name).title} v{number}"}
            return web.go(request, f"{page.LIST}/{name}", told)
    parts = {
        "title": title, "glyph": glyph, "form": asked, "table": known(name), "version": found, "here": page.address(found),
        "verb": verb,
    }  # fmt: skip
    return web.render(request, "administration/decision_do.html", parts, status=asked.status)


def known(name: str) -> Any:
    if name not in declared:
        raise web.Http404
    return declared[name]


def version_of(name: str, number: int) -> TableVersion:
    known(name)
    found = TableVersion.objects.filter(table=name, number=number).select_related("author", "decided_by").first()
    if found is None:
        raise web.Http404
    return found
