"""Answers that are not pages: refusals with their rule, redirects that htmx follows, and messages."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from xianji.kit.refusals import Refused
from xianji.kit.web import errors
from xianji.kit.web.asking import whom_to_ask


def refusal(request: HttpRequest, problem: Refused) -> HttpResponse:
    """The refusal as a page, or as a fragment for htmx; over the page where a verb would have asked there."""
    template = "kit/refusal_part.html" if getattr(request, "htmx", False) else "kit/refusal.html"
    template = "kit/refusal_dialog.html" if request.headers.get("HX-Target") == "verb" else template
    context: dict[str, Any] = {"problem": problem, "back": safe_next(request, came_from(request))}
    if problem.status != 403:
        return render(request, template, context, status=problem.status)
    code = errors.coded(request, 403)
    return errors.marked(render(request, template, {**context, "whom": whom_to_ask(), "code": code}, status=403), code)


def came_from(request: HttpRequest) -> str:
    """The page behind a refused request: the same without its question, or the one it was sent from."""
    if request.method == "GET" and request.GET:
        return request.path
    sent = urlsplit(request.headers.get("Referer", ""))
    return sent.path or "/" if sent.netloc == request.get_host() else "/"


def go(request: HttpRequest, address: str, told: Any = "", undo: str = "", kind: str = "success",
       watch: str = "") -> HttpResponse:  # fmt: skip
    """On to another page, with a toast there (or a note, when kind is error); `undo` is the address that takes it back, `watch`
    the one of a slow deed whose progress the toast tells."""
    if told:
        tags = [f"{name}:{where}" for name, where in (("undo", undo), ("watch", watch)) if where]
        messages.add_message(request, LEVELS[kind], str(told), extra_tags=" ".join(tags))
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def toast(answer: HttpResponse, told: str, undo: str = "") -> HttpResponse:
    """A fragment that also says, in passing, what was done; `undo` is the address that takes it back."""
    answer["HX-Trigger"] = json.dumps({"toast": {"text": told, **({"undo": undo} if undo else {})}})
    return answer


class Dial(HttpResponseRedirect):
    """To the telephone of whoever reads; the number goes there and not onto the screen."""

    allowed_schemes = ["tel"]

    def __init__(self, number: str) -> None:
        super().__init__(f"tel:{''.join(sign for sign in number if sign in '+0123456789')}")


LEVELS = {"success": messages.SUCCESS, "error": messages.ERROR}


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """The page to return to, only if it is ours."""
    from django.utils.http import url_has_allowed_host_and_scheme

    wish = request.POST.get("next") or request.GET.get("next") or ""
    return wish if wish.startswith("/") and url_has_allowed_host_and_scheme(wish, None) else otherwise
