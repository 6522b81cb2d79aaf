"""Who may knock at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Strangers go to the sign-in page and come back; a request from within a page is told 401 and leaves the page alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **names)
        if getattr(request, "htmx", False):
            return HttpResponse(status=401)
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")

    return guarded


def account(request: HttpRequest) -> Any:
    """The account behind a request that `signed_in` let through."""
    return request.user
