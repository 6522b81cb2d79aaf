"""Full-page errors: only for 403, 404 and 500."""

from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from xianji.kit.web.language import chosen, html_code


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = _("Either nothing has this address, or you may not see it. Whoever sent you here can share it with you.")
    return page(request, 404, _("There is nothing here for you"), why)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = _("Your role does not allow it. Your supervisor or the administrator can change that.")
    return page(request, 403, _("You may not do this"), why)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or too old, for instance after signing in anew in another window."""
    why = _("For your safety the form was not accepted. Go back, reload the page and send it again.")
    return page(request, 403, _("This page is too old"), why)


def broken(request: HttpRequest) -> HttpResponse:
    """Says so without asking the database; the code also stands in the log."""
    import logging

    code = token_hex(4)
    logging.getLogger("xianji").error("Answered 500 with code %s: %s", code, request.path)
    why = _("Something broke on the server. What was saved before is safe. If it happens again, tell us this code.")
    language = chosen(request)
    with translation.override(language):
        told = {"said": _("That did not work"), "why": why, "code": code, "language": html_code(language)}
        return HttpResponse(render_to_string("kit/error.html", told), status=500)


def page(request: HttpRequest, status: int, said: Any, why: Any) -> HttpResponse:
    return render(request, "kit/error.html", {"said": said, "why": why}, status=status)
