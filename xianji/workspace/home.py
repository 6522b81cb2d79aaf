"""The first page after signing in; becomes Today."""

from xianji.kit.web.context import menu
from xianji.kit.web.pages import HttpRequest, HttpResponse, go, render, signed_in
from xianji.lib import actor


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of the menu; who may open nothing yet is told whom to ask."""
    groups = menu(actor.current(), "")
    if groups:
        return go(request, groups[0]["items"][0]["href"])
    return render(request, "workspace/home.html", {})
