"""The first page after signing in; becomes Today."""

from xianji.kit.beginnings import steps, to_do
from xianji.kit.web.context import menu
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, render, require_GET, require_POST, signed_in
from xianji.lib import actor

LATER = "begin_later"


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What comes first in a new company, else the first page of the menu; who may open nothing is told whom to ask."""
    if not request.session.get(LATER) and to_do():
        return listed(request)
    pages = [item["href"] for group in menu(actor.current(), "") for item in group["items"]]
    if pages:
        return go(request, next((page for page in pages if not page.startswith(("/workspace/", "/approval/"))), pages[0]))
    return render(request, "workspace/home.html", {})


@require_GET
@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """The check list of a new company; it stays at its own address when home shows it no more."""
    return listed(request)


def listed(request: HttpRequest) -> HttpResponse:
    found = steps()
    if not found:
        raise Http404
    return render(request, "workspace/begin.html", {"steps": found, "done": sum(is_done for _step, is_done in found)})


@require_POST
@signed_in
def later(request: HttpRequest) -> HttpResponse:
    """Home is the daily work until the next sign-in."""
    request.session[LATER] = True
    return go(request, "/")
