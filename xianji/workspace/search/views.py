"""The search page, and the fragment that the palette shows while one types."""

from django.utils.translation import gettext as _

from xianji.kit.web.pages import HttpRequest, HttpResponse, render, require_GET, signed_in
from xianji.lib import actor
from xianji.workspace.search.finding import find, here

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
    """`at` is the page one is on, `recent` those that were open last; both are only looked at, within scope."""
    typed = request.GET.get("q", "")
    found = here(find(typed, actor.current(), IN_PALETTE), typed, request.GET.get("at", ""), request.GET.get("recent", ""))
    return render(request, "workspace/palette.html", {"found": found, "typed": typed})


@require_GET
@signed_in
def keys(request: HttpRequest) -> HttpResponse:
    """All shortcuts, and the switch for those of a single letter; works without scripts."""
    return render(request, "workspace/keys.html", {"title": _("Keys")})
