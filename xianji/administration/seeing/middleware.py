"""While an administrator looks as somebody else: that person's rights, nothing written, nothing of the account itself."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from xianji.administration.seeing import actions
from xianji.administration.seeing.actions import Look
from xianji.kit.refusals import NotPermitted
from xianji.kit.web.answers import go, refusal
from xianji.kit.web.pages import HttpRequest, HttpResponse
from xianji.lib import actor
from xianji.lib.actor import OnlyLooks

SAFE = ("GET", "HEAD", "OPTIONS")
END, LEAVE = "/administration/see-as/end", "/account/logout/"
CLOSED = ("/account/", "/api/", "/exports/", "/administration/see-as")
"""What belongs to the account, or carries records away."""
WRITES = re.compile(r"\b(INSERT\s+INTO|REPLACE\s+INTO|UPDATE\s+[\"\w]|DELETE\s+FROM|MERGE\s+INTO|COPY\s)", re.IGNORECASE)
CACHE = '"kit_cache"'


class SeeAsMiddleware:
    """Stands inside the middleware that says who acts, and puts the other person in their place."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if actor.current_or_none() is None or actions.KEPT not in request.session:
            return self.answer(request)
        look = actions.look_of(request.session)
        assert look is not None
        if look.is_over or request.path in (END, LEAVE):
            return self.ended(request, look)
        return self.seen(request, look)

    def ended(self, request: HttpRequest, look: Look) -> HttpResponse:
        """Back to oneself; what was sent meanwhile is not done, but for signing out."""
        actions.end(request.session, look)
        if request.path == LEAVE and request.method == "POST":
            return self.answer(request)
        told = _("You no longer see the product as %(name)s.") % {"name": look.actor.name}
        return go(request, f"/administration/users/{look.user.pk}", told)

    def seen(self, request: HttpRequest, look: Look) -> HttpResponse:
        own = request.user
        if request.method in SAFE and not request.path.startswith(CLOSED):
            actions.note(look, request.path)
            with actor.acting(look.actor), connection.execute_wrapper(only_reads):
                request.user = look.user
                try:
                    return self.answer(request)
                finally:
                    request.user = own
        with actor.acting(look.actor):
            return refusal(request, forbidden())

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return refusal(request, forbidden()) if isinstance(problem, OnlyLooks) else None


def forbidden() -> NotPermitted:
    return NotPermitted(_("You only look as another person. End that first; then act in your own name."))


def only_reads(execute: Callable, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """The last line: whatever a page tries to write does not reach the database. Counts that are kept for later may."""
    if WRITES.search(str(sql)) and CACHE not in str(sql):
        raise OnlyLooks(str(sql)[:80])
    return execute(sql, params, many, context)
