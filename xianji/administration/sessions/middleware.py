"""When a session was last used."""

import logging
from collections.abc import Callable

from django.db import OperationalError

from xianji.kit.web.caller import address_of
from xianji.kit.web.pages import HttpRequest, HttpResponse
from xianji.org.sessions import touch

log = logging.getLogger(__name__)


class LastSeenMiddleware:
    """Written after the answer is made, at most once in five minutes; an answer never fails for it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if request.session.accessed and request.session.session_key:
            try:
                touch(request.session, address_of(request))  # type: ignore[arg-type]
            except OperationalError:
                log.warning("when a session was last used could not be written", exc_info=True)
        return response
