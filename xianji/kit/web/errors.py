"""Full-page errors: only for 403, 404 and 500."""

import logging
import sys
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from xianji.kit import outage
from xianji.kit.web.asking import whom_to_ask
from xianji.kit.web.language import chosen, html_code

log = logging.getLogger("xianji")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    why = _("Either nothing has this address, or you may not see it. Whoever sent you here can share it with you.")
    return page(request, 404, _("There is nothing here for you"), why)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, _("You may not do this"), _("Your role does not allow it.") + " " + whom_to_ask())


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or too old, for instance after signing in anew in another window."""
    why = _("For your safety the form was not accepted. Go back, reload the page and send it again.")
    return page(request, 403, _("This page is too old"), why)


def broken(request: HttpRequest) -> HttpResponse:
    """Said without asking the database for anything."""
    with translation.override(chosen(request)):
        return away(request) if outage.is_away(sys.exc_info()[1]) else fault(request)


def fault(request: HttpRequest) -> HttpResponse:
    """Our own; the code also stands in the log."""
    code = coded(request, 500, logging.ERROR)
    why = _("Something broke on the server. What was saved before is safe. If it happens again, tell us this code.")
    return plain(500, said=_("That did not work"), why=why, code=code)


def coded(request: HttpRequest, status: int, level: int = logging.WARNING) -> str:
    """A short code for the page, by which whoever reads the log finds what happened."""
    code = token_hex(4)
    log.log(level, "Answered %s with code %s: %s", status, code, quote(request.path))
    return code


def away(request: HttpRequest) -> HttpResponse:
    """The database is away for a moment: what was typed stands on the page and is sent again by its button."""
    why = _("The database is changing over and will answer again in a moment. Nothing that was saved is lost.")
    fields = typed(request)
    if fields:
        why += " " + _("What you typed is kept here, files are not. See first whether it was saved, then send it again.")
    answer = plain(503, said=_("One moment, please"), why=why, address=request.get_full_path(), typed=fields)
    answer["Retry-After"] = str(outage.RETRY_AFTER)
    return answer


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent; nothing of the door, where passwords are typed, is written back."""
    if request.path.startswith("/account/"):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]


def plain(status: int, **told: Any) -> HttpResponse:
    language = html_code(translation.get_language() or settings.LANGUAGE_CODE)
    text = render_to_string("kit/error.html", {"language": language, **told})
    return marked(HttpResponse(text, status=status), told.get("code"))


def page(request: HttpRequest, status: int, said: Any, why: Any) -> HttpResponse:
    code = coded(request, status)
    return marked(render(request, "kit/error.html", {"said": said, "why": why, "code": code}, status=status), code)


def marked(answer: HttpResponse, code: str | None) -> HttpResponse:
    """The code also as a header, for what the page itself asked for."""
    if code:
        answer["X-Request-ID"] = code
    return answer
