"""The columns of a draft and its policy."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.administration.rulebook_rights import SEE
from xianji.administration.tables import actions, columns, page
from xianji.administration.tables.grid import POLICIES
from xianji.administration.tables.views import known, version_of
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web
from xianji.rulebook.tables.content import Content
from xianji.rulebook.tables.models import TableVersion


def draft(name: str, number: int) -> TableVersion:
    found = version_of(name, number)
    if found.state != TableVersion.State.DRAFT or not actions.may_propose(name):
        raise web.Http404
    return found


@web.require_http_methods(["GET", "POST"])
@web.page_for(SEE)
def shape(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    """What the columns are; a form that adds one."""
    found = draft(name, number)
    form = columns.ColumnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save(found, columns.added(found.read, form.cleaned_data), found.edition)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            return web.go(request, page.address(found))
    context = {
        "title": _("Columns and policy"), "table": known(name), "version": found, "here": page.address(found),
        "content": found.read, "form": form,
        "policies": POLICIES, "shipped": known(name).content,
    }  # fmt: skip
    return web.render(request, "administration/decision_columns.html", context, status=form.status)


@web.require_POST
@web.page_for(SEE)
def drop(request: web.HttpRequest, name: str, number: int, key: str) -> web.HttpResponse:
    return changed(request, draft(name, number), lambda content: columns.dropped(content, key, name))


@web.require_POST
@web.page_for(SEE)
def policy(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    return changed(request, draft(name, number), lambda content: columns.under(content, request.POST.get("hit", "")))


def changed(request: web.HttpRequest, found: TableVersion, work: Any) -> web.HttpResponse:
    """Back to the columns, with the reason where it was refused."""
    content: Content = found.read
    try:
        actions.save(found, work(content), found.edition)
    except Refused as refusal:
        return web.go(request, f"{page.address(found)}/columns", str(refusal), kind="error")
    return web.go(request, f"{page.address(found)}/columns")
