"""The screen of the unit tree."""

from django.utils.translation import gettext as _

from xianji.administration.units.page import branches
from xianji.kit.web import pages as web
from xianji.lib import actor


@web.require_GET
@web.page_for("org.unit.view")
def tree(request: web.HttpRequest) -> web.HttpResponse:
    who = actor.current()
    context = {
        "title": _("Organisation"), "branches": branches(), "may_create": who.may("org.unit.create"),
        "may_move": who.may("org.unit.move"),
    }  # fmt: skip
    return web.render(request, "administration/tree.html", context)
