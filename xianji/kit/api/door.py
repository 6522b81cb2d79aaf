"""The one way in: reads the request, finds out who calls, and answers everything in JSON, whatever happens."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from xianji.kit import outage
from xianji.kit.api.errors import Away, Malformed, NotAllowed, Taken, TooLarge, answer, missing, told
from xianji.kit.api.parsing import storable
from xianji.kit.refusals import Refused
from xianji.lib.actor import acting
from xianji.org.actors import actor_of

ADDRESSES = "xianji.kit.api.urls"
"""Loaded at the first call: the library behind it takes longer to import than the rest of the product."""
log = logging.getLogger("xianji.api")


@csrf_exempt
def api(request: HttpRequest) -> HttpResponse:
    """Every call under /api/; the entrance itself checks CSRF where a session is used."""
    try:
        return entered(request)
    except Exception as problem:
        return refusal(request, problem)


def entered(request: HttpRequest) -> HttpResponse:
    from xianji.kit.api.entrance import caller
    from xianji.kit.api.once import once

    readable(request)
    found = resolve(request.path_info, ADDRESSES)
    if getattr(found.func, "is_open", False):
        return found.func(request)
    user = caller(request)
    with acting(actor_of(user)):
        return once(request, user, lambda: carried_out(request, found))


def carried_out(request: HttpRequest, found: object) -> HttpResponse:
    response = found.func(request, *found.args, **found.kwargs)  # type: ignore[attr-defined]
    if isinstance(response, HttpResponseNotAllowed):
        refused = told(NotAllowed(_("This address does not know %(method)s.") % {"method": request.method}))
        refused["Allow"] = ", ".join(sorted(response["Allow"].split(", ")))
        return refused
    return response


def readable(request: HttpRequest) -> None:
    """Refuse what no part of the product could store or compare."""
    try:
        request.body  # noqa: B018
    except RequestDataTooBig as problem:
        raise TooLarge(_("The body is too large.")) from problem
    except UnreadablePostError as problem:
        raise Malformed(_("The body ended early.")) from problem
    texts = [request.path_info, *request.GET.keys(), *(value for _key, values in request.GET.lists() for value in values)]
    if not all(map(storable, texts)):
        raise Malformed(_("The address has characters that cannot be stored."))


def refusal(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Any exception as an answer; what is our own fault is logged and told as such."""
    if (refused := known(problem)) is not None:
        return told(refused, request)
    if outage.is_away(problem):
        return told(Away(_("The database is changing over and will answer again in a moment."), outage.RETRY_AFTER))
    log.exception("%s %s", request.method, request.path)
    return answer({"code": "broken", "message": _("Something went wrong on our side."), "fields": {}}, 500)


def known(problem: Exception) -> Refused | None:
    """What the caller can do something about, as a refusal."""
    if isinstance(problem, Refused):
        return problem
    if isinstance(problem, Resolver404 | Http404):
        return missing()
    if isinstance(problem, OverflowError | DataError):
        return Malformed(_("A value is out of range."))
    if isinstance(problem, IntegrityError):
        return Taken(_("What is stored does not allow this; there may already be one like it, perhaps in the trash."))
    return None
