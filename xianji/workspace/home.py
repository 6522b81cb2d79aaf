"""The first page after signing in; becomes Today."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from xianji.kit import registry
from xianji.kit.web.guard import signed_in
from xianji.lib import actor


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """To the first list one may open."""
    for resource in registry.resources.values():
        if resource.in_menu and resource.may(actor.current(), "view"):
            return HttpResponseRedirect(resource.path)
    return HttpResponseRedirect("/account/login/")
