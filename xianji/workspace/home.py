"""The first page after signing in; becomes Today."""

from xianji.kit import registry
from xianji.kit.registry import Beginning
from xianji.kit.web.context import menu
from xianji.kit.web.pages import HttpRequest, HttpResponse, go, render, signed_in
from xianji.lib import actor


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What comes first in a new company, else the first page of the menu; who may open nothing is told whom to ask."""
    if steps := beginnings():
        return render(request, "workspace/begin.html", {"steps": steps})
    pages = [item["href"] for group in menu(actor.current(), "") for item in group["items"]]
    if pages:
        return go(request, next((page for page in pages if not page.startswith("/workspace/")), pages[0]))
    return render(request, "workspace/home.html", {})


def beginnings() -> list[tuple[Beginning, bool]]:
    """What a company does once, from the ground up, and whether it is done: until all is, for whoever may do all of it."""
    steps = [step for chapter in reversed(registry.chapters) for step in chapter.beginnings]
    if not all(actor.current().may(step.permission) for step in steps):
        return []
    found = [(step, step.is_done()) for step in steps]
    return [] if all(is_done for _step, is_done in found) else found
