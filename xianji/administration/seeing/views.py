"""Choosing whom to see the product as; the end of it is the middleware's."""

from django.utils.translation import gettext as _

from xianji.administration.seeing import actions
from xianji.administration.users.page import listed
from xianji.kit.web import pages as web
from xianji.org.users.models import User

SHOWN = 20


@web.require_GET
@web.page_for(actions.SEE_AS)
def choose(request: web.HttpRequest) -> web.HttpResponse:
    """Twenty open accounts, or those that the words find."""
    words = request.GET.get("q", "").strip()
    rows = [row for row in listed(words)[0] if row.user.pk != request.user.pk][:SHOWN]
    context = {"title": _("See as another person"), "rows": rows, "words": words, "minutes": actions.MINUTES}
    return web.render(request, "administration/see_as.html", context)


@web.require_POST
@web.page_for(actions.SEE_AS)
def begin(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise web.Http404
    actions.begin(request.session, user)
    return web.go(request, "/")


@web.signed_in
def end(request: web.HttpRequest) -> web.HttpResponse:
    """Reached only when nothing is left to end."""
    return web.go(request, "/")
