"""Who acts in this request, and what a refusal looks like on the screen."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from xianji.lib import actor
from xianji.org.actors import actor_of


class ActorMiddleware:
    """Puts the signed-in user's actor into the context; without one, reading records raises."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/static/", "/healthz")) or not request.user.is_authenticated:
            return self.answer(request)
        with actor.acting(actor_of(request.user)):
            return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        from xianji.kit.refusals import Refused
        from xianji.kit.web.answers import refusal

        return refusal(request, problem) if isinstance(problem, Refused) else None
