"""Who calls: the holder of a token, or the person whose session it is."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from xianji.kit.api.errors import Forged, NotSignedIn, TooOften
from xianji.kit.refusals import Refused
from xianji.kit.web.caller import address_of
from xianji.kit.web.guesses import tried
from xianji.org.users import tokens

FAILURES, WINDOW = 20, 300
"""So many wrong tokens from one address in so many seconds are told apart from a mere mistake."""


def caller(request: HttpRequest) -> Any:
    """The user; a token goes before the session, whose changes need the CSRF word."""
    given = request.headers.get("Authorization")
    if given is not None:
        scheme, _space, word = given.partition(" ")
        user = tokens.holder(word.strip()) if scheme.lower() == "bearer" else None
        if user is None:
            raise wrong(request)
        return user
    if not request.user.is_authenticated:
        raise NotSignedIn(_("Send a token (Authorization: Bearer …) or sign in."))
    if check_csrf(request) is not None:
        raise Forged(_("This session call lacks the X-CSRFToken header."))
    return request.user


def wrong(request: HttpRequest) -> Refused:
    """Count a failed token; who guesses too often must wait. Right tokens are never held up."""
    wait = tried(f"api.{address_of(request)}", FAILURES, WINDOW)
    if not wait:
        return NotSignedIn(_("This token is not known, or it is over."))
    return TooOften(_("Too many wrong tokens; please wait."), wait)
