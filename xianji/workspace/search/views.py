"""The search page, and the fragment that the palette shows while one types."""

from django.utils.translation import gettext as _

from xianji.kit.web.pages import HttpRequest, HttpResponse, render, require_GET, signed_in
from xianji.lib import actor
from xianji.workspace.search.finding import find

ON_PAGE = 100
IN_PALETTE = 12


@require_GET
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Everything that one may see, grouped by kind; works without scripts."""
    if request.GET.get("palette"):
        return options(request)
    typed, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    found = find(typed, actor.current(), ON_PAGE, kind)
    return render(request, "workspace/search.html", {"found": found, "typed": typed, "kind": kind, "title": _("Search")})


@require_GET
@signed_in
def palette(request: HttpRequest) -> HttpResponse:
    """Options for the listbox of the palette."""
    return options(request)


def options(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    return render(request, "workspace/palette.html", {"found": find(typed, actor.current(), IN_PALETTE), "typed": typed})
