"""The numbers beside the menu: they come after the page, and are counted no further than is worth telling."""

from xianji.kit import registry
from xianji.kit.web.context import places
from xianji.kit.web.pages import HttpRequest, HttpResponse, render, require_GET, signed_in
from xianji.lib import actor

CAP = 99


@require_GET
@signed_in
def counts(request: HttpRequest) -> HttpResponse:
    """Each goes to its place by its id; nothing for none, nor for a page that this reader's menu does not have."""
    who = actor.current()
    asked = {name: count for chapter in registry.chapters for name, count in chapter.counts.items()}
    shown = places(who)
    found = {name: count(who) for name, count in asked.items() if f"waits-{name}" in shown}
    told = {name: f"{CAP}+" if number > CAP else f"{number}" for name, number in found.items() if number}
    return render(request, "workspace/counts.html", {"counts": told})
