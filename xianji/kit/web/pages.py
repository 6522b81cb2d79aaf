"""What a chapter's own page is written with: request, answer, form and door; chapters import nothing else of the web."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xianji.kit.forms.build import KitForm
from xianji.kit.replica import may_lag
from xianji.kit.web.answers import Dial, go, safe_next, toast
from xianji.kit.web.guard import View, account, signed_in
from xianji.lib import actor

__all__ = [
    "Dial", "FileResponse", "Http404", "HttpRequest", "HttpResponse", "HttpResponseRedirect", "KitForm", "View", "account",
    "forms", "go", "may_lag", "page_for", "render", "require_GET", "require_POST", "require_http_methods", "safe_next",
    "signed_in", "toast",
]  # fmt: skip


def page_for(permission: str) -> Callable[[View], View]:
    """Only for those who hold the permission; for everybody else the page does not exist."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **names: Any) -> HttpResponseBase:
            if not actor.current().may(permission):
                raise Http404
            return view(request, *args, **names)

        return signed_in(guarded)

    return declare
