"""Where one is signed in: device, place, when; one session or all others are ended here."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.administration.sessions import actions
from xianji.kit.web import pages as web
from xianji.org.users.sessions import open_sessions

HERE = "/account/sessions/"


@web.require_http_methods(["GET", "POST"])
@web.signed_in
def sessions(request: web.HttpRequest) -> web.HttpResponse:
    """The list; sent, it ends all others."""
    if request.method == "POST":
        count = actions.end_others(web.account(request), request.session.session_key)
        told = ngettext("%(count)s session is ended.", "%(count)s sessions are ended.", count) % {"count": count}
        return web.go(request, HERE, told)
    context = {"sessions": open_sessions(web.account(request)), "here": request.session.session_key}
    return web.render(request, "administration/sessions.html", context)


@web.require_POST
@web.signed_in
def end(request: web.HttpRequest, pk: int) -> web.HttpResponse:
    if not actions.end_one(web.account(request), pk):
        raise web.Http404
    return web.go(request, HERE, _("The session is ended."))
