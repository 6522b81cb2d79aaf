"""A version as a file, and the rows of a draft from one."""

from io import BytesIO

from django.utils.translation import gettext as _

from xianji.administration.rulebook_rights import SEE
from xianji.administration.tables import actions, exchange, page
from xianji.administration.tables.views import known, version_of
from xianji.kit.imports.reading import Unreadable
from xianji.kit.refusals import Refused
from xianji.kit.web import pages as web

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@web.require_GET
@web.page_for(SEE)
def export(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    kind = request.GET.get("format", "")
    if kind not in TYPES:
        raise web.Http404
    found, out = version_of(name, number), BytesIO()
    exchange.write(out, kind, str(known(name).title), found.read)
    answer = web.HttpResponse(out.getvalue(), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}-v{number}.{kind}"'
    return answer


@web.require_http_methods(["GET", "POST"])
@web.page_for(SEE)
def bring(request: web.HttpRequest, name: str, number: int) -> web.HttpResponse:
    """The rows of the draft are replaced if every cell of the file can be read; else nothing is."""
    found = version_of(name, number)
    if found.state != "draft" or not actions.may_propose(name):
        raise web.Http404
    wrong: list[exchange.Wrong] = []
    refused = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Refused(_("Choose a file."))
            brought = exchange.read(file.name or "", file.read(), found.read)
            wrong = brought.wrong
            if not wrong:
                actions.save(found, brought.content, found.edition)
                told = _("Rows taken over: %(count)s") % {"count": len(brought.content.rows)}
                return web.go(request, page.address(found), told)
        except (Refused, Unreadable) as problem:
            refused = str(problem)
    context = {
        "title": _("Take rows from a file"), "table": known(name), "version": found, "here": page.address(found),
        "wrong": wrong[:200],
        "refused": refused, "headings": exchange.headings(found.read),
    }  # fmt: skip
    return web.render(request, "administration/decision_import.html", context, status=422 if wrong or refused else 200)
