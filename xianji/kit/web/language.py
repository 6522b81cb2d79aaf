"""The language and time zone of a request: the user's choice, else the cookie, else the browser, else the company's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from xianji.org.company.settled import company


class LanguageMiddleware:
    """Activates the language before anything is rendered. `?lang=` is for links in mails and for tests."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        response.headers.setdefault("Content-Language", html_code(language))
        return response


def chosen(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    for wish in (request.GET.get("lang"), request.COOKIES.get("language")):
        if wish and wish.lower() in known:
            return wish.lower()
    for wish, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if found := closest(wish):
            return found
    return company().language


def closest(wish: str) -> str | None:
    """zh-TW, zh-HK and zh-MO read traditional characters; other Chinese reads simplified."""
    wish = wish.lower()
    if wish.startswith("zh"):
        return "zh-hant" if any(part in wish for part in ("hant", "tw", "hk", "mo")) else "zh-hans"
    return "en" if wish.startswith("en") else None


def html_code(language: str) -> str:
    return {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(language, language)
