"""One page that leads to everything that can be set."""

from django.utils.translation import gettext as _

from xianji.administration.settings.entries import open_parts
from xianji.administration.settings.finding import found
from xianji.kit.web import pages as web


@web.require_GET
@web.signed_in
def settings(request: web.HttpRequest) -> web.HttpResponse:
    """All of it, or what fits the words; while one types htmx asks for the list alone."""
    typed = request.GET.get("q", "")[:100]
    context = {"title": _("Settings"), "parts": found(open_parts(), typed), "typed": typed}
    part = request.headers.get("HX-Target") == "rows"
    return web.render(request, "administration/settings_found.html" if part else "administration/settings.html", context)
