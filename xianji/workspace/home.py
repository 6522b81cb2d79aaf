"""First steps: what a new company sees before its first Today."""

from xianji.kit.beginnings import steps, to_do
from xianji.kit.web.pages import Http404, HttpRequest, HttpResponse, go, render, require_GET, require_POST, signed_in

LATER = "begin_later"


def is_first(request: HttpRequest) -> bool:
    """Whether they come before the daily work."""
    return not request.session.get(LATER) and to_do()


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
